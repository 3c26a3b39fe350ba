-- Every agency that is found somewhere with its counts, the one whose text most articles carry first.
SELECT
    agency AS id,
    coalesce(agencies.name, agency) AS name,
    agencies.country,
    total(articles) FILTER (WHERE how = 'named') AS articles,
    total(articles) FILTER (WHERE how = 'named' AND role IN ('origin', 'input')) AS texts,
    total(articles) FILTER (WHERE how = 'named' AND role = 'source') AS cited,
    total(articles) FILTER (WHERE how = 'named' AND role = 'media') AS media,
    total(articles) FILTER (WHERE how = 'inferred') AS inferred,
    total(articles) FILTER (WHERE how = 'by story') AS by_story
FROM agency_totals
LEFT JOIN agencies ON agencies.id = agency
GROUP BY agency
ORDER BY texts DESC, articles DESC, agency
