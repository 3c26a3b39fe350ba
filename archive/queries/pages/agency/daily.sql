-- The articles that have an agency, by day, how, role, kind of pickup and credit.
SELECT day, how, role, kind, credited, sum(articles) AS articles
FROM agency_daily
WHERE agency = :agency
GROUP BY day, how, role, kind, credited
