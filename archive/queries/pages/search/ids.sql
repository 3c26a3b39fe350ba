-- The ids of articles that are given as a JSON list of their numbers.
SELECT number, id FROM articles WHERE number IN (SELECT value FROM json_each(:numbers))
