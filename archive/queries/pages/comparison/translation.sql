-- The link to a text in another language as this article sees it: that to the source, else the surest.
SELECT links.*
FROM (
    SELECT "of", confidence, anchors, 0 AS turned FROM translations WHERE story = :story AND article = :article
    UNION ALL
    SELECT article, confidence, anchors, 1 FROM translations WHERE story = :story AND "of" = :article
) AS links
JOIN stories ON stories.id = :story
WHERE :other = '' OR links."of" = :other
ORDER BY links."of" = stories.source DESC, turned, confidence DESC, links."of"
LIMIT 1
