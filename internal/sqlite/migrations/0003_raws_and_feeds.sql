-- What articles were read from, the feeds that are polled, and the languages.

-- raw is what an article was read from. The body is big and stands last, so that the
-- head is read without it.
CREATE TABLE raw (
  n    INTEGER PRIMARY KEY REFERENCES article,
  size INTEGER NOT NULL, -- bytes of the body as they came
  head BLOB NOT NULL,    -- sealed: parley.Raw without article and body
  body BLOB NOT NULL     -- sealed: the bytes
);

CREATE TABLE feed (
  n      INTEGER PRIMARY KEY,
  url    TEXT NOT NULL UNIQUE,
  paused INTEGER NOT NULL,
  body   BLOB NOT NULL -- sealed: parley.Feed
);

-- visit is what became of an item of a feed. Times are nanoseconds since 1970.
CREATE TABLE visit (
  n     INTEGER PRIMARY KEY,
  feed  INTEGER NOT NULL REFERENCES feed,
  key   TEXT NOT NULL,
  state TEXT NOT NULL,
  due   INTEGER,          -- NULL unless it is to be fetched
  tried INTEGER NOT NULL, -- last, or when it was found
  body  BLOB NOT NULL     -- sealed: parley.Visit without feed and key
);
CREATE UNIQUE INDEX visit_key ON visit (feed, key);
CREATE INDEX visit_due ON visit (due) WHERE due IS NOT NULL;
CREATE INDEX visit_of_feed ON visit (feed, state, tried);
CREATE INDEX visit_of_all ON visit (state, tried);

-- Until now all articles were in English.
INSERT INTO counter (name, value) SELECT 'language en', count(*) FROM article HAVING count(*) > 0;
