-- The newest articles.
SELECT * FROM headlines
ORDER BY published_utc DESC
LIMIT :most
