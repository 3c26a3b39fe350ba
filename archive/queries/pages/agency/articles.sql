-- The newest articles that credit an agency for their text.
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
WHERE articles.id IN (
    SELECT article FROM article_agencies
    WHERE agency = :agency AND how = 'named' AND role IN ('origin', 'input')
    ORDER BY published_utc DESC
    LIMIT :most
)
ORDER BY articles.published_utc DESC
