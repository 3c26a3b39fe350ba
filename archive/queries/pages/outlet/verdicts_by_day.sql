-- An outlet's articles by day and verdict.
SELECT day, verdict, sum(articles) AS articles FROM daily WHERE outlet = :outlet GROUP BY day, verdict
