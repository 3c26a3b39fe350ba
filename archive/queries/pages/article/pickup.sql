-- An article's place in its main story, with what the story lends it.
SELECT
    pickups.*,
    coalesce(agencies.name, pickups.by_story) AS by_story_name,
    lender.headline AS lent_by_headline,
    lender.language AS lent_by_language
FROM pickups
LEFT JOIN agencies ON agencies.id = pickups.by_story
LEFT JOIN articles AS lender ON lender.id = pickups.lent_by
WHERE article = :article AND main = 1
