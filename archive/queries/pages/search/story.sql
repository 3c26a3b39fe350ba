-- The story that a hit belongs to, where another article carries it too.
SELECT stories.id, stories.outlets, stories.copies, pickups."first", pickups.kind
FROM pickups
JOIN stories ON stories.id = pickups.story
WHERE pickups.article = :article AND pickups.main = 1 AND stories.copies > 1
