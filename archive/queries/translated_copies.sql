-- title: Translated copies
-- says: Articles that are a translation of another language's article, beside that article, with what both have in common.
-- nothing: No article is taken for a translation of another: either none is one, or too little (numbers, names, dates) tells it.
-- param language: only copies in this language, such as fr (default )
-- param outlet: only this outlet, by its id (default )
-- param since: story begun on or after this day, such as 2026-11-01 (default )
-- param confidence: only what is at least so sure, from 0.75 to 1; 0 for all, copies of translations too (default 0)
SELECT
    p.article,
    a.language,
    a.outlet,
    a.headline,
    p.story,
    source.id AS source,
    source.language AS source_language,
    source.outlet AS source_outlet,
    source.headline AS source_headline,
    t.confidence,
    json_array_length(t.anchors) AS anchors,
    (
        SELECT group_concat(shown, '; ') FROM (
            SELECT json_extract(value, '$.article_text') || ' = ' || json_extract(value, '$.of_text') AS shown
            FROM json_each(t.anchors) ORDER BY key
        )
    ) AS evidence,
    round(p.share, 3) AS share,
    p.delay AS delay_seconds,
    p.credited,
    a.url,
    source.url AS source_url
FROM pickups AS p
JOIN articles AS a ON a.id = p.article
JOIN stories AS s ON s.id = p.story
LEFT JOIN translations AS t ON t.article = p.article AND t."of" = coalesce(
    -- the link to the story's source, else the surest
    (
        SELECT link."of" FROM translations AS link
        WHERE link.article = p.article AND link."of" = s.source AND link.story = s.id
    ),
    (
        SELECT link."of" FROM translations AS link
        WHERE link.article = p.article AND link.story = p.story
        ORDER BY link.confidence DESC, link."of"
        LIMIT 1
    )
)
JOIN articles AS source ON source.id = coalesce(t."of", s.source)
WHERE p.kind = 'translated'
    AND (:language = '' OR a.language = :language)
    AND (:outlet = '' OR a.outlet = :outlet)
    AND (:since = '' OR s.started >= :since)
    AND coalesce(t.confidence, 0) >= cast(:confidence AS REAL)
ORDER BY s.started DESC, p.story, p.delay, p.article
