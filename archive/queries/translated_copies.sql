-- title: Translated copies
-- says: Articles that are a translation of another language's article, beside that article.
-- nothing: No article is taken for a translation of another: either none is one, or too little (numbers, names, dates) tells it.
-- param language: only copies in this language, such as fr (default )
-- param outlet: only this outlet, by its id (default )
-- param since: story begun on or after this day, such as 2026-11-01 (default )
SELECT
    p.article,
    a.language,
    a.outlet,
    a.headline,
    p.story,
    s.source,
    source.language AS source_language,
    source.outlet AS source_outlet,
    source.headline AS source_headline,
    round(p.share, 3) AS share,
    p.delay AS delay_seconds,
    a.url,
    source.url AS source_url
FROM pickups AS p
JOIN articles AS a ON a.id = p.article
JOIN stories AS s ON s.id = p.story
LEFT JOIN articles AS source ON source.id = s.source
WHERE p.kind = 'translated'
    AND (:language = '' OR a.language = :language)
    AND (:outlet = '' OR a.outlet = :outlet)
    AND (:since = '' OR s.started >= :since)
ORDER BY s.started DESC, p.story, p.delay, p.article
