-- The outlets that a search can be narrowed to.
SELECT id, name, language, coalesce(country, '') AS country FROM outlets ORDER BY name COLLATE NOCASE
