-- An outlet's copies of stories by day and by what their credit is worth.
SELECT day, credited, sum(articles) AS articles
FROM daily
WHERE outlet = :outlet AND kind <> ''
GROUP BY day, credited
