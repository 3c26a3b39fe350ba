-- An article with its outlet's name and language.
SELECT articles.*, coalesce(outlets.name, articles.outlet) AS outlet_name, outlets.language AS outlet_language
FROM articles
LEFT JOIN outlets ON outlets.id = articles.outlet
WHERE articles.id = :article
