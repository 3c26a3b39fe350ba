-- An article's place in a story.
SELECT * FROM pickups WHERE story = :story AND article = :article
