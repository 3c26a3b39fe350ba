-- How many copies of a story stand before one of them, in the order in which they ran.
SELECT count(*) AS copies FROM pickups WHERE story = :story AND (delay, article) < (:delay, :article)
