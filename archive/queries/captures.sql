-- title: Captures
-- says: Every response that was fetched, what became of it, and where its raw record stands.
-- nothing: Nothing was fetched that is so: no crawl in this span of days, or no answer in this state.
-- param outlet: only this outlet, by its id (default )
-- param state: only this state, such as read or failed (default )
-- param since: fetched on or after this day, such as 2026-11-01 (default )
-- param until: fetched on or before this day (default )
SELECT
    c.id AS capture,
    c.fetched,
    c.outlet,
    c.purpose,
    c.status,
    c.state,
    c.reason,
    c.content_type,
    c.article,
    c.edition,
    c.digest,
    c.warc,
    c."offset",
    c.length,
    c.url
FROM captures AS c
WHERE (:outlet = '' OR c.outlet = :outlet)
    AND (:state = '' OR c.state = :state)
    AND (:since = '' OR c.fetched >= :since)
    AND (:until = '' OR substr(c.fetched, 1, length(:until)) <= :until)
ORDER BY c.fetched, c.id
