-- title: Agencies by language
-- says: In how many articles of each language every agency is credited, and for what.
-- nothing: No article of this archive names this agency in this language.
-- param agency: only this agency, by its id (default )
-- param language: only this language, such as hi (default )
-- param since: published on or after this day, such as 2026-11-01 (default )
-- param until: published on or before this day (default )
SELECT
    c.agency,
    g.name AS agency_name,
    a.language,
    count(DISTINCT c.article) AS articles,
    count(DISTINCT CASE WHEN c.role = 'origin' THEN c.article END) AS origin,
    count(DISTINCT CASE WHEN c.role = 'input' THEN c.article END) AS input,
    count(DISTINCT CASE WHEN c.role = 'source' THEN c.article END) AS source,
    count(DISTINCT CASE WHEN c.role = 'media' THEN c.article END) AS media,
    count(DISTINCT a.outlet) AS outlets
FROM credits AS c
JOIN articles AS a ON a.id = c.article
LEFT JOIN agencies AS g ON g.id = c.agency
WHERE c.current = 1
    AND (:agency = '' OR c.agency = :agency)
    AND (:language = '' OR a.language = :language)
    AND (:since = '' OR a.published_utc >= :since)
    AND (:until = '' OR substr(a.published_utc, 1, length(:until)) <= :until)
GROUP BY c.agency, a.language
ORDER BY articles DESC, c.agency, a.language
