-- The editions of an article without their texts, the oldest first.
SELECT id, first_seen, last_seen, headline, modified, words, verdict, capture
FROM editions
WHERE article = :article
ORDER BY first_seen, id
