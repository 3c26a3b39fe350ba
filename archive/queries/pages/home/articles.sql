-- The newest articles.
SELECT
    articles.id,
    articles.headline,
    articles.language,
    articles.published_utc,
    articles.verdict,
    articles.outlet,
    coalesce(outlets.name, articles.outlet) AS outlet_name,
    outlets.language AS outlet_language
FROM articles
LEFT JOIN outlets ON outlets.id = articles.outlet
ORDER BY articles.published_utc DESC
LIMIT :most
