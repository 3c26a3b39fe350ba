-- Agencies whose text most articles carry, credited (named) or not.
SELECT
    agency AS id,
    coalesce(agencies.name, agency) AS name,
    sum(articles) AS articles,
    sum(CASE WHEN how = 'named' THEN articles ELSE 0 END) AS named
FROM agency_daily
LEFT JOIN agencies ON agencies.id = agency
WHERE day >= :since AND role IN ('origin', 'input')
GROUP BY agency
ORDER BY sum(articles) DESC, agency
LIMIT :most
