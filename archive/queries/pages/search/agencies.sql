-- The agencies that a search can be narrowed to: all that are found somewhere.
SELECT agency AS id, coalesce(agencies.name, agency) AS name
FROM (SELECT DISTINCT agency FROM agency_totals)
LEFT JOIN agencies ON agencies.id = agency
ORDER BY name COLLATE NOCASE
