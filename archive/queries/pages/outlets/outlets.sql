-- Every outlet with its counts, the one with most articles first; newest is a day.
SELECT
    outlets.id,
    outlets.name,
    outlets.country,
    outlets.language,
    total(articles) AS articles,
    total(articles) FILTER (WHERE verdict = 'wire') AS wire,
    total(articles) FILTER (WHERE verdict = 'mixed') AS mixed,
    total(articles) FILTER (WHERE verdict = 'agency') AS own_site,
    max(last_day) AS newest
FROM outlets
LEFT JOIN outlet_totals ON outlet_totals.outlet = outlets.id
GROUP BY outlets.id
ORDER BY 5 DESC, outlets.name
