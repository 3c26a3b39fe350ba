-- The outlets that a field suggests.
SELECT id, name FROM outlets ORDER BY name
