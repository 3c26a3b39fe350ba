-- The newest captures of an article.
SELECT * FROM captures WHERE article = :article ORDER BY fetched DESC, id LIMIT :most
