-- title: Inferred agencies
-- says: Articles that credit agencies without a name and name one agency as their source: most likely whose text it is, not a credit.
-- nothing: No article credits agencies without a name while it names exactly one agency as a source.
-- param agency: only this agency, by its id (default )
-- param outlet: only this outlet, by its id (default )
-- param since: published on or after this day, such as 2026-11-01 (default )
-- param until: published on or before this day (default )
SELECT
    i.article,
    i.agency,
    g.name AS agency_name,
    i.role,
    i.unnamed,
    i.named,
    a.outlet,
    a.published_utc AS published,
    a.language,
    a.verdict,
    a.headline,
    a.url
FROM inferred AS i
JOIN articles AS a ON a.id = i.article
LEFT JOIN agencies AS g ON g.id = i.agency
WHERE i.current = 1
    AND (:agency = '' OR i.agency = :agency)
    AND (:outlet = '' OR a.outlet = :outlet)
    AND (:since = '' OR a.published_utc >= :since)
    AND (:until = '' OR substr(a.published_utc, 1, length(:until)) <= :until)
ORDER BY a.published_utc DESC, a.id, i.agency
