-- The credits of an article's current edition, in the order of the page.
SELECT credits.*, coalesce(agencies.name, credits.agency) AS agency_name
FROM credits
LEFT JOIN agencies ON agencies.id = credits.agency
WHERE credits.article = :article AND credits."current" = 1
ORDER BY
    CASE place WHEN 'above' THEN 0 WHEN 'text' THEN 1 WHEN 'below' THEN 2 WHEN 'caption' THEN 3 ELSE 4 END,
    paragraph,
    start,
    credits.id
