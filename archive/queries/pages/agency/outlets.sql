-- The outlets that carry most of an agency's texts, and how many they credit.
SELECT
    outlets.id,
    outlets.name,
    outlets.language,
    sum(found.articles) AS articles,
    sum(found.articles * (found.how = 'named')) AS credited
FROM agency_outlets AS found
JOIN outlets ON outlets.id = found.outlet
WHERE found.agency = :agency AND found.role IN ('origin', 'input')
GROUP BY outlets.id
ORDER BY articles DESC, outlets.name
LIMIT :most
