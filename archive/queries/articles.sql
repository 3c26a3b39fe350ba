-- title: Articles
-- says: Every article with its verdict, the agencies it credits for its text, its place in a story, and the text itself.
-- nothing: No article of this archive is so: nothing of this outlet, agency or span of days has been read.
-- param agency: only articles that credit this agency for their text, by its id (default )
-- param outlet: only this outlet, by its id (default )
-- param language: only this language, such as hi (default )
-- param verdict: wire, mixed, own or agency (default )
-- param since: published on or after this day, such as 2026-11-01 (default )
-- param until: published on or before this day (default )
SELECT
    a.id,
    a.url,
    a.outlet,
    o.name AS outlet_name,
    a.headline,
    a.byline,
    a.published,
    a.published_utc,
    a.first_seen,
    a.language,
    a.words,
    a.verdict,
    a.reason,
    (
        SELECT group_concat(agency, ' ')
        FROM (
            SELECT DISTINCT c.agency FROM credits AS c
            WHERE c.article = a.id AND c.current = 1 AND c.role IN ('origin', 'input')
            ORDER BY c.agency
        )
    ) AS agencies,
    p.story,
    p.kind,
    round(p.share, 3) AS share,
    p.delay,
    p.by_story,
    p.lent_by,
    p.lent_share,
    a.text
FROM articles AS a
LEFT JOIN outlets AS o ON o.id = a.outlet
LEFT JOIN pickups AS p ON p.article = a.id AND p.main = 1
WHERE (:outlet = '' OR a.outlet = :outlet)
    AND (:language = '' OR a.language = :language)
    AND (:verdict = '' OR a.verdict = :verdict)
    AND (:since = '' OR a.published_utc >= :since)
    AND (:until = '' OR substr(a.published_utc, 1, length(:until)) <= :until)
    AND (
        :agency = ''
        OR EXISTS (
            SELECT 1 FROM credits AS c
            WHERE c.article = a.id AND c.current = 1 AND c.role IN ('origin', 'input') AND c.agency = :agency
        )
    )
ORDER BY a.published_utc DESC, a.id
