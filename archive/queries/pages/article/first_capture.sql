-- The capture that shows an edition first.
SELECT captures.*
FROM editions
JOIN captures ON captures.id = editions.capture
WHERE editions.id = :edition
