-- The forms in which an outlet credits agencies for text, the commonest first, with one example each.
SELECT form, sum(articles) AS articles, min(article) AS article, min(example) AS example
FROM signatures
WHERE outlet = :outlet AND role IN ('origin', 'input')
GROUP BY form
ORDER BY articles DESC, form
