-- The articles that have an agency, by how, role and kind of pickup, and the days between which they are.
SELECT how, role, kind, sum(articles) AS articles, min(first_day) AS first_day, max(last_day) AS last_day
FROM agency_totals
WHERE agency = :agency
GROUP BY how, role, kind
