-- The first and the last day of which there are articles.
SELECT min(day) AS "first", max(day) AS "last" FROM day_totals
