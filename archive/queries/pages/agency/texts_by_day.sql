-- The articles that carry an agency's text, by day and how they have it.
SELECT day, how, sum(articles) AS articles
FROM agency_days
WHERE agency = :agency AND role IN ('origin', 'input')
GROUP BY day, how
