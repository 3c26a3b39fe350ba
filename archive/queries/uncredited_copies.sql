-- title: Uncredited copies
-- says: Articles that carry an agency's story and credit no agency for their text, each with the evidence beside it.
-- nothing: Every article that carries an agency's story credits an agency, or no story of this agency ran in these days in an outlet that is crawled.
-- param agency: only stories of this agency, by its id (default )
-- param outlet: only copies in this outlet, by its id (default )
-- param since: published on or after this day, such as 2026-11-01 (default )
-- param until: published on or before this day (default )
SELECT
    s.agency,
    a.outlet,
    p.article,
    a.headline,
    a.url,
    a.published_utc AS published,
    p.kind,
    round(p.share, 3) AS share,
    round(p.carried, 3) AS carried,
    p.delay AS delay_seconds,
    p.longest,
    p.by_story,
    p.lent_by,
    lender.url AS lent_by_url,
    p.lent_share,
    p.story,
    s.headline AS story_headline,
    (SELECT count(*) FROM pickups AS other WHERE other.story = p.story AND other.credited = 'credited') AS credited_by,
    s.source,
    source.url AS source_url
FROM pickups AS p
JOIN stories AS s ON s.id = p.story
JOIN articles AS a ON a.id = p.article
LEFT JOIN articles AS source ON source.id = s.source
LEFT JOIN articles AS lender ON lender.id = p.lent_by
WHERE p.credited = 'uncredited'
    AND a.verdict <> 'agency'
    AND (:agency = '' OR s.agency = :agency)
    AND (:outlet = '' OR a.outlet = :outlet)
    AND (:since = '' OR a.published_utc >= :since)
    AND (:until = '' OR substr(a.published_utc, 1, length(:until)) <= :until)
ORDER BY p.share DESC, p.delay, p.article
