-- title: Longest delays
-- says: The copies that came longest after the first article of their story.
-- nothing: No copy came after the first: no story of this archive ran more than once in this outlet, for this agency, in these days.
-- param outlet: only this outlet, by its id (default )
-- param agency: only copies that credit this agency for their text, by its id (default )
-- param since: story begun on or after this day, such as 2026-11-01 (default )
SELECT
    round(p.delay / 3600.0, 2) AS hours,
    a.outlet,
    p.article,
    a.headline,
    p.kind,
    round(p.share, 3) AS share,
    p.credited,
    p.story,
    s.headline AS story_headline,
    s.started,
    a.published_utc AS published,
    a.url
FROM pickups AS p
JOIN articles AS a ON a.id = p.article
JOIN stories AS s ON s.id = p.story
WHERE p.delay > 0
    AND (:outlet = '' OR a.outlet = :outlet)
    AND (
        :agency = ''
        OR EXISTS (
            SELECT 1 FROM credits AS c
            WHERE c.article = a.id AND c.current = 1 AND c.role IN ('origin', 'input') AND c.agency = :agency
        )
    )
    AND (:since = '' OR s.started >= :since)
ORDER BY p.delay DESC, p.article
