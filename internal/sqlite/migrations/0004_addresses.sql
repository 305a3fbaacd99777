-- By which addresses visits and articles are found.

-- visit_address has each of a visit's Addresses.
CREATE TABLE visit_address (
  address TEXT NOT NULL,
  visit   INTEGER NOT NULL REFERENCES visit,
  PRIMARY KEY (address, visit)
) WITHOUT ROWID;
CREATE INDEX visit_address_visit ON visit_address (visit);
CREATE TRIGGER visit_address_gone BEFORE DELETE ON visit BEGIN
  DELETE FROM visit_address WHERE visit = old.n;
END;

CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;
