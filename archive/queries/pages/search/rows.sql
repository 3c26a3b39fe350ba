-- Rows that are taken home; the articles are given as a JSON list of their numbers.
SELECT
    articles.number,
    articles.id,
    articles.url,
    articles.headline,
    articles.byline,
    articles.outlet,
    coalesce(outlets.name, articles.outlet) AS outlet_name,
    outlets.country,
    articles.language,
    articles.published,
    articles.published_utc,
    articles.first_seen,
    articles.verdict,
    (
        SELECT group_concat(DISTINCT agency) FROM credits
        WHERE article = articles.id AND "current" = 1 AND role IN ('origin', 'input')
    ) AS agencies,
    (SELECT group_concat(DISTINCT agency) FROM inferred WHERE article = articles.id AND "current" = 1) AS inferred,
    pickups.by_story,
    pickups.story,
    pickups.kind,
    pickups.share,
    pickups.credited
FROM articles
LEFT JOIN outlets ON outlets.id = articles.outlet
LEFT JOIN pickups ON pickups.article = articles.id AND pickups.main = 1
WHERE articles.number IN (SELECT value FROM json_each(:numbers))
