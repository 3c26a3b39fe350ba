-- title: Pickups
-- says: Every article's place in its story: kind, share of its text that is the story's, delay behind the first, credited or not.
-- nothing: No article stands in such a story, or nothing has been grouped yet: `archive ingest` does it.
-- param story: only this story, by its id (default )
-- param outlet: only this outlet, by its id (default )
-- param kind: source, verbatim, abridged, edited, mixed or translated (default )
-- param since: story begun on or after this day, such as 2026-11-01 (default )
-- param until: story begun on or before this day (default )
SELECT
    p.story,
    p.article,
    a.outlet,
    p.kind,
    round(p.share, 3) AS share,
    round(p.carried, 3) AS carried,
    p.longest,
    p.delay AS delay_seconds,
    p.time,
    p.seen_delay AS seen_delay_seconds,
    p.first,
    p.main,
    p.credited,
    p.by_story,
    p.lent_by,
    p.lent_share,
    a.language,
    a.published_utc AS published,
    a.verdict,
    a.headline,
    a.url,
    s.headline AS story_headline,
    s.agency AS story_agency,
    s.source,
    s.copies,
    s.outlets
FROM pickups AS p
JOIN articles AS a ON a.id = p.article
JOIN stories AS s ON s.id = p.story
WHERE (:story = '' OR p.story = :story)
    AND (:outlet = '' OR a.outlet = :outlet)
    AND (:kind = '' OR p.kind = :kind)
    AND (:since = '' OR s.started >= :since)
    AND (:until = '' OR substr(s.started, 1, length(:until)) <= :until)
ORDER BY s.started, p.story, p.delay, p.article
