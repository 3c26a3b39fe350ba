-- The agencies that a hit credits for its text.
SELECT DISTINCT agency AS id, coalesce(agencies.name, agency) AS name
FROM credits
LEFT JOIN agencies ON agencies.id = credits.agency
WHERE article = :article AND "current" = 1 AND role IN ('origin', 'input')
ORDER BY agency
