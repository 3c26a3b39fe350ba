-- The credits that the newest articles give an agency for text.
SELECT credits.form, credits.evidence, articles.id AS article, articles.language, articles.published_utc
FROM (SELECT article FROM agency_texts WHERE agency = :agency ORDER BY published_utc DESC LIMIT :newest) AS latest
JOIN articles ON articles.id = latest.article
JOIN credits ON credits.article = latest.article AND credits."current" = 1 AND credits.agency = :agency
WHERE credits.role IN ('origin', 'input')
ORDER BY articles.published_utc DESC, credits.id
