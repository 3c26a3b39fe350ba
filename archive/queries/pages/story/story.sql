-- A story.
SELECT * FROM stories WHERE id = :story
