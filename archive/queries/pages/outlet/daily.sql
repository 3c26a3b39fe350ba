-- An outlet's articles by day, verdict, kind of pickup and credit.
SELECT day, verdict, kind, credited, sum(articles) AS articles
FROM daily
WHERE outlet = :outlet
GROUP BY day, verdict, kind, credited
