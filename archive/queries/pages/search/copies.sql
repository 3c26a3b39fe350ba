-- The further copies in a row of hits; they are given as a JSON list of their numbers.
SELECT
    articles.number,
    articles.id,
    articles.headline,
    articles.language,
    articles.published_utc,
    articles.outlet,
    coalesce(outlets.name, articles.outlet) AS outlet_name,
    outlets.language AS outlet_language,
    articles.verdict,
    pickups.kind
FROM articles
LEFT JOIN outlets ON outlets.id = articles.outlet
LEFT JOIN pickups ON pickups.article = articles.id AND pickups.main = 1
WHERE articles.number IN (SELECT value FROM json_each(:numbers))
