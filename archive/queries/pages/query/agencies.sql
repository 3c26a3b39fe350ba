-- The agencies that a field suggests: those that some page names.
SELECT agency AS id, coalesce(agencies.name, agency) AS name
FROM (SELECT DISTINCT agency FROM signatures)
LEFT JOIN agencies ON agencies.id = agency
ORDER BY name
