-- What lists, searches and counts read. All of it follows from the records and
-- groups of the first step.

-- word gives each value that filters name (a country, a mode, a place, an outlet)
-- one number. folded is the text as names are compared.
CREATE TABLE word (
  n      INTEGER PRIMARY KEY,
  field  INTEGER NOT NULL,
  text   TEXT NOT NULL,
  folded TEXT NOT NULL
);
CREATE UNIQUE INDEX word_text ON word (field, text);
CREATE INDEX word_folded ON word (field, folded);

-- party is an actor as records describe it; one actor may have several.
CREATE TABLE party (
  n       INTEGER PRIMARY KEY,
  actor   TEXT NOT NULL,
  name    TEXT NOT NULL,
  folded  TEXT NOT NULL,
  kind    TEXT NOT NULL,
  country TEXT NOT NULL,
  sector  TEXT NOT NULL,
  side    TEXT NOT NULL,
  uses    INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX party_all ON party (actor, name, kind, country, sector, side);
CREATE INDEX party_side ON party (side) WHERE side <> '';

-- spelling is how articles put an actor.
CREATE TABLE spelling (
  n     INTEGER PRIMARY KEY,
  actor TEXT NOT NULL,
  text  TEXT NOT NULL,
  uses  INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX spelling_text ON spelling (actor, text);

CREATE TABLE actor (
  n         INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  incidents INTEGER NOT NULL DEFAULT 0, -- an incident where it is on both sides counts once
  as_source INTEGER NOT NULL DEFAULT 0,
  as_target INTEGER NOT NULL DEFAULT 0,
  promises  INTEGER NOT NULL DEFAULT 0,
  uses      INTEGER NOT NULL DEFAULT 0, -- incidents and undertakings that name it in any part
  first_day INTEGER,
  last_day  INTEGER
);
CREATE INDEX actor_order ON actor (incidents DESC, id);

-- cell holds the listing rows of one listing (what), country and time, packed
-- (cell_row.go). Lists read a few cells in the order of their bounds and stop when
-- no other can hold a better row. The bounds may be wider than the rows.
CREATE TABLE cell (
  id       INTEGER PRIMARY KEY,
  what     INTEGER NOT NULL,
  country  INTEGER NOT NULL,
  span     INTEGER NOT NULL,
  first    INTEGER NOT NULL, -- days by which rows are sorted
  last     INTEGER NOT NULL,
  from_min INTEGER NOT NULL, -- days on which the rows' periods lie
  to_max   INTEGER NOT NULL,
  killed   INTEGER NOT NULL, -- the most that a row has
  families INTEGER NOT NULL,
  rows     INTEGER NOT NULL,
  body     BLOB NOT NULL
);
CREATE INDEX cell_list ON cell (what, country, span, rows, first, last, from_min, to_max, killed, families);

-- posting says in which cells a word, a party or an article occurs. It may name
-- cells where the term is no more: rows are tested all the same.
CREATE TABLE posting (
  term INTEGER NOT NULL,
  cell INTEGER NOT NULL,
  PRIMARY KEY (term, cell)
) WITHOUT ROWID;

-- n is the number of the event or commitment that the ID names.
CREATE TABLE incident (
  n    INTEGER PRIMARY KEY REFERENCES name,
  cell INTEGER NOT NULL,
  body BLOB NOT NULL
);
CREATE TABLE undertaking (
  n       INTEGER PRIMARY KEY REFERENCES name,
  cell    INTEGER NOT NULL,
  body    BLOB NOT NULL,
  bearing BLOB NOT NULL
);
CREATE TABLE settled (
  n   INTEGER PRIMARY KEY REFERENCES name,
  pam TEXT NOT NULL -- parley.PAM as JSON
);

CREATE TABLE agreement (
  id         TEXT PRIMARY KEY,
  country    TEXT NOT NULL,
  day_from   INTEGER,
  day_to     INTEGER,
  parties    TEXT NOT NULL, -- JSON
  body       BLOB NOT NULL
);
CREATE TABLE talks (
  id         TEXT PRIMARY KEY,
  country    TEXT NOT NULL,
  day_from   INTEGER,
  day_to     INTEGER,
  parties    TEXT NOT NULL, -- JSON, mediators included
  body       BLOB NOT NULL
);

-- mix gives the values of an incident that have few (numbers of words) one number
-- together.
CREATE TABLE mix (
  n        INTEGER PRIMARY KEY,
  kind     INTEGER NOT NULL,
  type     INTEGER NOT NULL,
  mode     INTEGER NOT NULL,
  status   INTEGER NOT NULL,
  standing INTEGER NOT NULL
);
CREATE UNIQUE INDEX mix_all ON mix (kind, type, mode, status, standing);

-- tally sums up incidents: what says by what, a and b are numbers of words, mixes
-- or actors, or of weeks.
CREATE TABLE tally (
  what      INTEGER NOT NULL,
  a         INTEGER NOT NULL,
  b         INTEGER NOT NULL,
  incidents INTEGER NOT NULL,
  low       INTEGER NOT NULL,
  best      INTEGER NOT NULL,
  high      INTEGER NOT NULL,
  families  INTEGER NOT NULL,
  PRIMARY KEY (what, a, b)
) WITHOUT ROWID;

-- coverage counts articles by week and outlet, each day apart (Monday is d0).
CREATE TABLE coverage (
  week   INTEGER NOT NULL,
  outlet INTEGER NOT NULL,
  d0 INTEGER NOT NULL, d1 INTEGER NOT NULL, d2 INTEGER NOT NULL, d3 INTEGER NOT NULL,
  d4 INTEGER NOT NULL, d5 INTEGER NOT NULL, d6 INTEGER NOT NULL,
  PRIMARY KEY (week, outlet)
) WITHOUT ROWID;

CREATE TABLE counter (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

-- The words of titles and texts; rowid is the article's number. The texts
-- themselves are kept once, in article_body.
CREATE VIRTUAL TABLE article_words USING fts5 (
  title, text, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
