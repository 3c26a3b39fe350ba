-- How long after the first copy an outlet's newest copies ran, by the time their pages say.
SELECT pickups.delay
FROM (
    SELECT id AS article FROM articles WHERE outlet = :outlet ORDER BY published_utc DESC LIMIT :newest
) AS latest
JOIN pickups ON pickups.article = latest.article AND pickups.main = 1
JOIN stories ON stories.id = pickups.story
WHERE stories.copies > 1 AND pickups."first" = 0 AND pickups.time = 'said'
