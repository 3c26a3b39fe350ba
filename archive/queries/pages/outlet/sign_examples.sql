-- The credits for text in an outlet's newest articles.
SELECT credits.form, credits.evidence, articles.id AS article, articles.language, articles.published_utc
FROM (
    SELECT id AS article FROM articles WHERE outlet = :outlet ORDER BY published_utc DESC LIMIT :newest
) AS latest
JOIN articles ON articles.id = latest.article
JOIN credits ON credits.article = latest.article AND credits."current" = 1
WHERE credits.role IN ('origin', 'input')
ORDER BY articles.published_utc DESC, credits.id
