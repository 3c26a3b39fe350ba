-- title: Credits
-- says: Every place where an article's newest edition names an agency, with the exact words and where they stand.
-- nothing: No page of this archive names an agency in this way.
-- param agency: only this agency, by its id (default )
-- param form: byline, dateline, tagline, metadata, citation, media or mention (default )
-- param role: origin, input, source, media or subject (default )
-- param outlet: only this outlet, by its id (default )
-- param since: published on or after this day, such as 2026-11-01 (default )
-- param until: published on or before this day (default )
SELECT
    c.article,
    c.agency,
    g.name AS agency_name,
    c.form,
    c.role,
    c.evidence,
    c.place,
    c.paragraph,
    c.start,
    c."end",
    c.rule,
    a.outlet,
    a.published_utc AS published,
    a.language,
    a.verdict,
    a.headline,
    a.url
FROM credits AS c
JOIN articles AS a ON a.id = c.article
LEFT JOIN agencies AS g ON g.id = c.agency
WHERE c.current = 1
    AND (:agency = '' OR c.agency = :agency)
    AND (:form = '' OR c.form = :form)
    AND (:role = '' OR c.role = :role)
    AND (:outlet = '' OR a.outlet = :outlet)
    AND (:since = '' OR a.published_utc >= :since)
    AND (:until = '' OR substr(a.published_utc, 1, length(:until)) <= :until)
ORDER BY a.published_utc DESC, a.id, c.paragraph, c.start, c.id
