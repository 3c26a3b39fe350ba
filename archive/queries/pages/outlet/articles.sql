-- An outlet's newest articles.
SELECT * FROM headlines
WHERE outlet = :outlet
ORDER BY published_utc DESC
LIMIT :most
