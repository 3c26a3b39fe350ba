-- The agencies that copies of a story credit for their text: the story's own, then those with most copies.
SELECT
    credits.agency AS id,
    coalesce(agencies.name, credits.agency) AS name,
    count(DISTINCT credits.article) AS copies
FROM pickups
JOIN credits ON credits.article = pickups.article AND credits."current" = 1
LEFT JOIN agencies ON agencies.id = credits.agency
WHERE pickups.story = :story AND credits.role IN ('origin', 'input')
GROUP BY credits.agency
ORDER BY credits.agency IS NOT :agency, copies DESC, credits.agency
