-- One edition of an article, whole.
SELECT * FROM editions WHERE article = :article AND id = :edition
