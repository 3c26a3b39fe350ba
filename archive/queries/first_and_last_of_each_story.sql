-- title: First and last of each story
-- says: Who had each story first, who had it last, how long it ran, and in how many outlets.
-- nothing: No story began in this span of days in as many outlets.
-- param since: story begun on or after this day, such as 2026-11-01 (default )
-- param until: story begun on or before this day (default )
-- param outlets: in at least so many outlets (default 2)
SELECT
    s.id AS story,
    s.headline,
    s.language,
    s.agency,
    s.started,
    s.outlets,
    s.copies,
    early.outlet AS first_outlet,
    head.article AS first_article,
    early.url AS first_url,
    late.outlet AS last_outlet,
    tail.article AS last_article,
    late.url AS last_url,
    round(tail.delay / 3600.0, 2) AS hours
FROM stories AS s
JOIN pickups AS head ON head.story = s.id AND head.article = (
    SELECT p.article FROM pickups AS p WHERE p.story = s.id ORDER BY p.delay, p.first DESC, p.article LIMIT 1
)
JOIN pickups AS tail ON tail.story = s.id AND tail.article = (
    SELECT p.article FROM pickups AS p WHERE p.story = s.id ORDER BY p.delay DESC, p.first, p.article DESC LIMIT 1
)
JOIN articles AS early ON early.id = head.article
JOIN articles AS late ON late.id = tail.article
WHERE s.outlets >= CAST(:outlets AS INTEGER)
    AND (:since = '' OR s.started >= :since)
    AND (:until = '' OR substr(s.started, 1, length(:until)) <= :until)
ORDER BY s.started, s.id
