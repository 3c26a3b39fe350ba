-- What is counted of all copies of a story, and drawn on its line.
SELECT pickups.kind, pickups.credited, pickups.delay, pickups.time, articles.language, articles.verdict
FROM pickups
JOIN articles ON articles.id = pickups.article
WHERE pickups.story = :story
