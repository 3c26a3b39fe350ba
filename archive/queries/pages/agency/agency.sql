-- An agency of the catalogue.
SELECT * FROM agencies WHERE id = :agency
