-- title: Articles changed after publication
-- says: Articles of which more than one edition was seen, and what is different in the newest: headline, verdict, length.
-- nothing: No article was seen to change: every text still reads as when it was first fetched, or was fetched only once.
-- param outlet: only this outlet, by its id (default )
-- param since: changed on or after this day, such as 2026-11-01 (default )
-- param until: changed on or before this day (default )
SELECT
    a.id AS article,
    a.outlet,
    (SELECT count(*) FROM editions AS e WHERE e.article = a.id) AS editions,
    coalesce(
        nullif(
            trim(
                CASE WHEN coalesce(head.headline, '') <> coalesce(tail.headline, '') THEN 'headline, ' ELSE '' END
                || CASE WHEN head.verdict <> tail.verdict THEN 'verdict, ' ELSE '' END
                || CASE
                    WHEN tail.words > head.words THEN printf('%d words more', tail.words - head.words)
                    WHEN tail.words < head.words THEN printf('%d words fewer', head.words - tail.words)
                    ELSE ''
                END,
                ', '
            ),
            ''
        ),
        'words replaced'
    ) AS what,
    head.id AS first_edition,
    tail.id AS edition,
    head.first_seen,
    tail.first_seen AS last_changed,
    coalesce(head.headline, '') <> coalesce(tail.headline, '') AS headline_changed,
    head.headline AS first_headline,
    tail.headline AS headline,
    head.words AS first_words,
    tail.words AS words,
    head.verdict AS first_verdict,
    tail.verdict AS verdict,
    a.url
FROM editions AS tail
JOIN articles AS a ON a.id = tail.article
JOIN editions AS head
    ON head.id = (SELECT e.id FROM editions AS e WHERE e.article = a.id ORDER BY e.first_seen, e.id LIMIT 1)
WHERE head.id <> tail.id
    AND tail.id = (
        SELECT e.id FROM editions AS e WHERE e.article = tail.article ORDER BY e.first_seen DESC, e.id DESC LIMIT 1
    )
    AND (:outlet = '' OR a.outlet = :outlet)
    AND (:since = '' OR tail.first_seen >= :since)
    AND (:until = '' OR substr(tail.first_seen, 1, length(:until)) <= :until)
ORDER BY tail.first_seen DESC, a.id
