-- How large the archive is, and when its newest article was published.
SELECT (SELECT max(number) FROM articles) AS articles, (SELECT max(published_utc) FROM articles) AS newest
