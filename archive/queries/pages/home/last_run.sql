-- The newest crawl, else the newest run that has ended: the one that published this copy has not.
SELECT * FROM runs
WHERE command LIKE 'crawl%' OR state <> 'running'
ORDER BY command LIKE 'crawl%' DESC, started DESC
LIMIT 1
