-- The credits of one edition.
SELECT
    credits.agency,
    credits.form,
    credits.role,
    credits.evidence,
    coalesce(agencies.name, credits.agency) AS agency_name
FROM credits
LEFT JOIN agencies ON agencies.id = credits.agency
WHERE credits.edition = :edition
ORDER BY credits.paragraph, credits.start, credits.id
