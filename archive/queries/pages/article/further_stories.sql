-- The stories that an article carries parts of beside its main one.
SELECT stories.id, stories.headline, stories.language, pickups.share
FROM pickups
JOIN stories ON stories.id = pickups.story
WHERE article = :article AND main = 0
ORDER BY share DESC, stories.id
