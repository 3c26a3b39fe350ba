-- The agencies that an article's current edition most likely means without crediting them.
SELECT inferred.*, coalesce(agencies.name, inferred.agency) AS agency_name
FROM inferred
LEFT JOIN agencies ON agencies.id = inferred.agency
WHERE inferred.article = :article AND inferred."current" = 1
ORDER BY inferred.agency
