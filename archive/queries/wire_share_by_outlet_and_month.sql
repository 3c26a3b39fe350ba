-- title: Wire share by outlet and month
-- says: What part of each outlet's articles is agency copy by its own word, and what part carries an agency's story without it.
-- nothing: No article of this outlet or language has been read.
-- param outlet: only this outlet, by its id (default )
-- param language: only this language, such as hi (default )
-- param since: published on or after this day, such as 2026-11-01 (default )
-- param until: published on or before this day (default )
SELECT
    a.outlet,
    o.name AS outlet_name,
    substr(a.published_utc, 1, 7) AS month,
    count(*) AS articles,
    sum(a.verdict = 'wire') AS wire,
    sum(a.verdict = 'mixed') AS mixed,
    sum(a.verdict = 'own') AS own,
    round(1.0 * sum(a.verdict IN ('wire', 'mixed')) / count(*), 3) AS wire_share,
    -- an agency's story, at least half of the text, and no agency named for it
    sum(a.verdict = 'own' AND coalesce(p.credited = 'uncredited' AND p.share >= 0.5, 0)) AS uncredited,
    round(
        1.0 * sum(a.verdict = 'own' AND coalesce(p.credited = 'uncredited' AND p.share >= 0.5, 0)) / count(*), 3
    ) AS uncredited_share
FROM articles AS a
LEFT JOIN outlets AS o ON o.id = a.outlet
LEFT JOIN pickups AS p ON p.article = a.id AND p.main = 1
WHERE a.verdict IN ('wire', 'mixed', 'own')
    AND (:outlet = '' OR a.outlet = :outlet)
    AND (:language = '' OR a.language = :language)
    AND (:since = '' OR a.published_utc >= :since)
    AND (:until = '' OR substr(a.published_utc, 1, length(:until)) <= :until)
GROUP BY a.outlet, month
ORDER BY a.outlet, month
