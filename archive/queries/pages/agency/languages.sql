-- The languages of the articles that carry an agency's text.
SELECT language, sum(articles) AS articles
FROM agency_totals
WHERE agency = :agency AND role IN ('origin', 'input')
GROUP BY language
ORDER BY articles DESC, language
