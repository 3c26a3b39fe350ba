-- Stories that ran in most outlets in the last days before the newest story.
SELECT
    stories.*,
    articles.outlet,
    coalesce(outlets.name, articles.outlet) AS outlet_name,
    outlets.language AS outlet_language,
    coalesce(agencies.name, stories.agency) AS agency_name
FROM stories
LEFT JOIN articles ON articles.id = stories.source
LEFT JOIN outlets ON outlets.id = articles.outlet
LEFT JOIN agencies ON agencies.id = stories.agency
WHERE stories.copies > 1
    AND stories.started >= (
        SELECT strftime('%Y-%m-%dT%H:%M:%SZ', max(started), '-' || :days || ' days') FROM stories WHERE copies > 1
    )
ORDER BY stories.outlets DESC, stories.started DESC
LIMIT :most
