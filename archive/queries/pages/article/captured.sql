-- How many captures of an article there are.
SELECT count(*) AS captures FROM captures WHERE article = :article
