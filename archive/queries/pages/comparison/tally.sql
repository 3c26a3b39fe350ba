-- How many copies of a story stand how to its agency.
SELECT credited, count(*) AS copies FROM pickups WHERE story = :story GROUP BY credited
