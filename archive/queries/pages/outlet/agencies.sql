-- The agencies that an outlet credits for text most often.
SELECT agency AS id, coalesce(agencies.name, agency) AS name, sum(articles) AS articles
FROM agency_outlets
LEFT JOIN agencies ON agencies.id = agency
WHERE outlet = :outlet AND how = 'named' AND role IN ('origin', 'input')
GROUP BY agency
ORDER BY articles DESC, agency
LIMIT :most
