-- A part of a story's copies, narrowed and ordered; a parameter that is empty means all of them.
WITH asked AS (
    -- first which, then what is told of them: a dispatch may have thousands of copies, a page shows fifty
    SELECT row_number() OVER (
        ORDER BY
            :order = 'seen' AND pickups.seen_delay IS NULL,
            CASE :order
                WHEN 'seen' THEN pickups.seen_delay WHEN 'share' THEN -pickups.share WHEN 'carried' THEN -pickups.carried
            END,
            pickups.delay,
            CASE WHEN :order = '' THEN -pickups."first" END,
            pickups.article
    ) AS place, pickups.article
    FROM pickups
    JOIN articles ON articles.id = pickups.article
    WHERE pickups.story = :story
        AND (:article = '' OR pickups.article = :article)
        AND (:kind = '' OR pickups.kind = :kind)
        AND (:credited = '' OR pickups.credited = :credited)
        AND (:language = '' OR articles.language = :language)
    ORDER BY place
    LIMIT :most OFFSET :skipped
)
SELECT
    pickups.*,
    articles.headline,
    articles.url,
    articles.language,
    articles.published,
    articles.published_utc,
    articles.first_seen,
    articles.verdict,
    articles.outlet,
    coalesce(outlets.name, articles.outlet) AS outlet_name,
    outlets.language AS outlet_language,
    coalesce(agencies.name, pickups.by_story) AS by_story_name
FROM asked
JOIN pickups ON pickups.article = asked.article AND pickups.story = :story
JOIN articles ON articles.id = asked.article
LEFT JOIN outlets ON outlets.id = articles.outlet
LEFT JOIN agencies ON agencies.id = pickups.by_story
ORDER BY asked.place
