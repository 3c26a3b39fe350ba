-- The forms in which outlets credit an agency for text, the commonest first, with one example each.
SELECT form, sum(articles) AS articles, min(article) AS article, min(example) AS example
FROM signatures
WHERE agency = :agency AND role IN ('origin', 'input')
GROUP BY form
ORDER BY articles DESC, form
