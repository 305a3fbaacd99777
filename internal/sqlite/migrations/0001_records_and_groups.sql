-- Articles, what was coded from them, and how they are grouped.

-- name gives each ID (of an article, event or commitment) one number, by which
-- all other tables know it: the IDs are hashes, so that an index over them is
-- costly to fill, and this one is the only one.
CREATE TABLE name (
  n  INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
);

CREATE TABLE article (
  n           INTEGER PRIMARY KEY REFERENCES name,
  ref         TEXT NOT NULL,
  url         TEXT,
  outlet      TEXT,
  title       TEXT,
  language    TEXT NOT NULL,
  outlet_key  TEXT NOT NULL, -- outlet as names are compared: fold.go
  published   TEXT NOT NULL, -- parley.PublishedDate as JSON
  events      INTEGER NOT NULL,
  commitments INTEGER NOT NULL
);

-- The big parts stand apart, so that lists read narrow rows. Each is a sealed
-- blob: how it is packed, its checksum, its bytes (seal.go).
CREATE TABLE article_body (
  n    INTEGER PRIMARY KEY REFERENCES article,
  body BLOB NOT NULL -- the record without its events and commitments
);

-- Events and commitments of one article are packed several together: start and
-- size are the bytes of one in the unpacked piece.
CREATE TABLE piece (
  n    INTEGER PRIMARY KEY,
  body BLOB NOT NULL
);

CREATE TABLE event (
  n        INTEGER PRIMARY KEY REFERENCES name,
  article  INTEGER NOT NULL REFERENCES article,
  place_in INTEGER NOT NULL, -- index among the article's events
  piece    INTEGER NOT NULL REFERENCES piece,
  start    INTEGER NOT NULL,
  size     INTEGER NOT NULL
);
CREATE INDEX event_article ON event (article, place_in);

CREATE TABLE commitment (
  n        INTEGER PRIMARY KEY REFERENCES name,
  article  INTEGER NOT NULL REFERENCES article,
  place_in INTEGER NOT NULL,
  piece    INTEGER NOT NULL REFERENCES piece,
  start    INTEGER NOT NULL,
  size     INTEGER NOT NULL
);
CREATE INDEX commitment_article ON commitment (article, place_in);

-- Four groupings, each with its nodes, blocks and links. grp is the ID of the
-- node's group, NULL for none yet; keys are its block keys (pack.go packs them).
CREATE TABLE family_node (
  n      INTEGER PRIMARY KEY REFERENCES name,
  grp    TEXT,
  ord    TEXT NOT NULL,
  keys   BLOB NOT NULL,
  digest BLOB NOT NULL
);
CREATE TABLE story_node (
  n      INTEGER PRIMARY KEY REFERENCES name,
  grp    TEXT,
  ord    TEXT NOT NULL,
  keys   BLOB NOT NULL,
  digest BLOB NOT NULL
);
CREATE TABLE incident_node (
  n      INTEGER PRIMARY KEY REFERENCES name,
  grp    TEXT,
  ord    TEXT NOT NULL,
  keys   BLOB NOT NULL,
  digest BLOB NOT NULL
);
CREATE TABLE undertaking_node (
  n      INTEGER PRIMARY KEY REFERENCES name,
  grp    TEXT,
  ord    TEXT NOT NULL,
  keys   BLOB NOT NULL,
  digest BLOB NOT NULL
);

CREATE TABLE family_block (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID;
CREATE TABLE story_block (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID;
CREATE TABLE incident_block (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID;
CREATE TABLE undertaking_block (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID;

-- What pairs are compared by, named by the reasons of each link.
CREATE TABLE feature (
  n    INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

-- The later of two nodes leads, so that new links go to the end of the table.
-- The walk over what hangs together goes over links above 0 only.
CREATE TABLE family_link (
  late    INTEGER NOT NULL REFERENCES family_node,
  early   INTEGER NOT NULL REFERENCES family_node,
  score   REAL NOT NULL,
  reasons BLOB NOT NULL, -- packed: pack.go
  PRIMARY KEY (late, early)
) WITHOUT ROWID;
CREATE INDEX family_link_early ON family_link (early, score) WHERE score > 0;
CREATE TABLE story_link (
  late    INTEGER NOT NULL REFERENCES story_node,
  early   INTEGER NOT NULL REFERENCES story_node,
  score   REAL NOT NULL,
  reasons BLOB NOT NULL, -- packed: pack.go
  PRIMARY KEY (late, early)
) WITHOUT ROWID;
CREATE INDEX story_link_early ON story_link (early, score) WHERE score > 0;
CREATE TABLE incident_link (
  late    INTEGER NOT NULL REFERENCES incident_node,
  early   INTEGER NOT NULL REFERENCES incident_node,
  score   REAL NOT NULL,
  reasons BLOB NOT NULL, -- packed: pack.go
  PRIMARY KEY (late, early)
) WITHOUT ROWID;
CREATE INDEX incident_link_early ON incident_link (early, score) WHERE score > 0;
CREATE TABLE undertaking_link (
  late    INTEGER NOT NULL REFERENCES undertaking_node,
  early   INTEGER NOT NULL REFERENCES undertaking_node,
  score   REAL NOT NULL,
  reasons BLOB NOT NULL, -- packed: pack.go
  PRIMARY KEY (late, early)
) WITHOUT ROWID;
CREATE INDEX undertaking_link_early ON undertaking_link (early, score) WHERE score > 0;

CREATE TABLE decision (
  id           INTEGER PRIMARY KEY,
  grouping     TEXT NOT NULL,
  verdict      TEXT NOT NULL,
  left_nodes   TEXT NOT NULL, -- JSON arrays of IDs
  right_nodes  TEXT NOT NULL,
  made_by      TEXT NOT NULL,
  note         TEXT NOT NULL,
  made_at      TEXT NOT NULL, -- RFC 3339, UTC
  undone_at    TEXT,          -- NULL while it stands
  undone_by    TEXT NOT NULL DEFAULT ''
);
CREATE TABLE decision_node (
  n        INTEGER NOT NULL REFERENCES name,
  decision INTEGER NOT NULL REFERENCES decision,
  PRIMARY KEY (n, decision)
) WITHOUT ROWID;
CREATE INDEX decision_node_decision ON decision_node (decision);
