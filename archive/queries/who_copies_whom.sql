-- title: Who copies whom
-- says: How often each outlet carries stories whose text stood first in another outlet, and how long after.
-- nothing: No article of one outlet was found in another one.
-- param outlet: only this outlet's copies, by its id (default )
-- param origin: only copies of this outlet's articles, by its id (default )
-- param since: story begun on or after this day, such as 2026-11-01 (default )
-- param until: story begun on or before this day (default )
SELECT
    source.outlet AS origin,
    a.outlet,
    count(*) AS copies,
    sum(p.credited = 'uncredited') AS uncredited,
    round(avg(p.share), 3) AS mean_share,
    round(avg(p.delay) / 3600.0, 2) AS mean_hours,
    round(min(p.delay) / 3600.0, 2) AS least_hours
FROM pickups AS p
JOIN articles AS a ON a.id = p.article
JOIN stories AS s ON s.id = p.story
JOIN articles AS source ON source.id = s.source
WHERE p.article <> s.source
    AND s.copies > 1 -- which follows, and leaves two stories of three aside
    AND source.outlet <> a.outlet
    AND (:outlet = '' OR a.outlet = :outlet)
    AND (:origin = '' OR source.outlet = :origin)
    AND (:since = '' OR s.started >= :since)
    AND (:until = '' OR substr(s.started, 1, length(:until)) <= :until)
GROUP BY source.outlet, a.outlet
ORDER BY copies DESC, source.outlet, a.outlet
