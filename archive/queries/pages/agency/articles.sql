-- The newest articles that credit an agency for their text.
SELECT * FROM headlines
WHERE id IN (SELECT article FROM agency_texts WHERE agency = :agency ORDER BY published_utc DESC LIMIT :most)
ORDER BY published_utc DESC
