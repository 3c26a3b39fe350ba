-- title: Sources gone silent
-- says: Outlets that had no new article for some days before the newest crawl, and how many of their channels fail.
-- nothing: Every outlet had a new article within these days before the newest crawl.
-- param days: how many days without a new article are silence (default 7)
WITH now AS (
    -- the moment of the newest crawl, not of the question: a copy of the archive says the same tomorrow
    SELECT max(moment) AS moment
    FROM (
        SELECT max(fetched) AS moment FROM captures
        UNION ALL
        SELECT max(first_seen) FROM articles
    )
),
printed AS (
    SELECT outlet, max(first_seen) AS last_article, count(*) AS articles FROM articles GROUP BY outlet
),
heard AS (
    SELECT
        o.id AS outlet,
        o.name AS outlet_name,
        printed.last_article,
        coalesce(printed.articles, 0) AS articles,
        (SELECT max(h.last_fetched) FROM channels AS h WHERE h.outlet = o.id) AS last_visit,
        (SELECT count(*) FROM channels AS h WHERE h.outlet = o.id) AS channels,
        (SELECT count(*) FROM channels AS h WHERE h.outlet = o.id AND h.failures > 0) AS failing,
        (
            SELECT h.reason FROM channels AS h
            WHERE h.outlet = o.id AND h.failures > 0 ORDER BY h.failures DESC, h.url LIMIT 1
        ) AS reason
    FROM outlets AS o
    LEFT JOIN printed ON printed.outlet = o.id
)
SELECT
    heard.outlet,
    heard.outlet_name,
    heard.last_article,
    round(julianday(now.moment) - julianday(heard.last_article), 1) AS days_silent,
    heard.articles,
    heard.last_visit,
    heard.channels,
    heard.failing,
    heard.reason
FROM heard
CROSS JOIN now
WHERE heard.last_article IS NULL
    OR julianday(now.moment) - julianday(heard.last_article) >= CAST(:days AS REAL)
ORDER BY heard.last_article, heard.outlet
