-- title: Credits by form
-- says: How agencies are named: each form and role with its count and one example of the words.
-- nothing: No page of this archive names this agency, in this outlet or language.
-- param agency: only this agency, by its id (default )
-- param outlet: only this outlet, by its id (default )
-- param language: only this language, such as hi (default )
-- param since: published on or after this day, such as 2026-11-01 (default )
-- param until: published on or before this day (default )
SELECT
    c.form,
    c.role,
    count(*) AS credits,
    count(DISTINCT c.article) AS articles,
    count(DISTINCT c.agency) AS agencies,
    count(DISTINCT a.outlet) AS outlets,
    min(c.evidence) AS example
FROM credits AS c
JOIN articles AS a ON a.id = c.article
WHERE c.current = 1
    AND (:agency = '' OR c.agency = :agency)
    AND (:outlet = '' OR a.outlet = :outlet)
    AND (:language = '' OR a.language = :language)
    AND (:since = '' OR a.published_utc >= :since)
    AND (:until = '' OR substr(a.published_utc, 1, length(:until)) <= :until)
GROUP BY c.form, c.role
ORDER BY credits DESC, c.form, c.role
