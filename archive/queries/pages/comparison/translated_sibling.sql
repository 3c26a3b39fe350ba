-- The surest link of another copy in this article's language.
SELECT translations.article, translations."of"
FROM translations
JOIN articles AS sibling ON sibling.id = translations.article
JOIN articles AS own ON own.id = :article AND own.language = sibling.language
WHERE translations.story = :story AND translations.article <> :article
ORDER BY translations.confidence DESC, translations.article
LIMIT 1
