-- title: First outlets
-- says: How often each outlet had a story first, and how far ahead of the second outlet.
-- nothing: No story ran in two outlets: of this agency, in this language, in this span of days.
-- param agency: only stories of this agency, by its id (default )
-- param language: only stories in this language, such as hi (default )
-- param since: story begun on or after this day, such as 2026-11-01 (default )
-- param until: story begun on or before this day (default )
WITH led AS (
    SELECT
        s.id,
        s.agency,
        a.outlet,
        (
            SELECT min(later.delay) FROM pickups AS later
            JOIN articles AS other ON other.id = later.article
            WHERE later.story = s.id AND other.outlet <> a.outlet
        ) AS lead
    FROM stories AS s
    JOIN pickups AS p ON p.story = s.id AND p.first = 1
    JOIN articles AS a ON a.id = p.article
    WHERE s.outlets > 1
        AND (:agency = '' OR s.agency = :agency)
        AND (:language = '' OR s.language = :language)
        AND (:since = '' OR s.started >= :since)
        AND (:until = '' OR substr(s.started, 1, length(:until)) <= :until)
),
ranked AS (
    SELECT
        led.*,
        row_number() OVER (PARTITION BY outlet ORDER BY lead) AS place,
        count(*) OVER (PARTITION BY outlet) AS stories
    FROM led
)
SELECT
    ranked.outlet,
    o.name AS outlet_name,
    max(ranked.stories) AS stories_first,
    count(ranked.agency) AS agency_stories,
    round(
        avg(CASE WHEN ranked.place IN ((ranked.stories + 1) / 2, (ranked.stories + 2) / 2) THEN ranked.lead END)
        / 3600.0,
        2
    ) AS median_lead_hours,
    round(max(ranked.lead) / 3600.0, 2) AS longest_lead_hours
FROM ranked
LEFT JOIN outlets AS o ON o.id = ranked.outlet
GROUP BY ranked.outlet
ORDER BY stories_first DESC, ranked.outlet
