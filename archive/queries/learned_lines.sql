-- title: Learned lines
-- says: Lines that an outlet prints again and again, learned from its articles: furniture, and its style of credits.
-- nothing: No line has been learned: that takes the same line in several articles of an outlet on several days.
-- param outlet: only this outlet, by its id (default )
-- param kind: furniture or credit (default )
SELECT
    f.outlet,
    o.name AS outlet_name,
    f.text,
    f.kind,
    f.place,
    f.articles,
    f.days,
    f.first_day,
    f.last_day
FROM furniture AS f
LEFT JOIN outlets AS o ON o.id = f.outlet
WHERE (:outlet = '' OR f.outlet = :outlet)
    AND (:kind = '' OR f.kind = :kind)
ORDER BY f.outlet, f.articles DESC, f.text
