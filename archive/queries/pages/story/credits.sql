-- The agencies that some copies credit for their text; the copies are given as a JSON list of ids.
SELECT credits.article, credits.agency AS id, credits.role, coalesce(agencies.name, credits.agency) AS name
FROM credits
LEFT JOIN agencies ON agencies.id = credits.agency
WHERE credits.article IN (SELECT value FROM json_each(:articles))
    AND credits."current" = 1
    AND credits.role IN ('origin', 'input')
ORDER BY credits.role DESC, credits.agency
