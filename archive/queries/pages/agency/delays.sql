-- How long after the first copy the newest copies that credit an agency ran, by the time their pages say.
SELECT pickups.delay
FROM (SELECT article FROM agency_texts WHERE agency = :agency ORDER BY published_utc DESC LIMIT :newest) AS latest
JOIN pickups ON pickups.article = latest.article AND pickups.main = 1
JOIN stories ON stories.id = pickups.story
WHERE stories.copies > 1 AND pickups."first" = 0 AND pickups.time = 'said'
