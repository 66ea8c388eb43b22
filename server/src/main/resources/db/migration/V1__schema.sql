-- Everything of Rapport's own that is not FHIR lives in this schema; Flyway makes it.
-- Exclusion constraints over a text column and a range need this (a trusted extension).
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
