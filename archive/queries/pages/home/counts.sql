-- How much there is: articles, stories with a copy, outlets, agencies that some page names.
SELECT
    (SELECT coalesce(sum(articles), 0) FROM day_totals) AS articles,
    (SELECT count(*) FROM stories WHERE copies > 1) AS stories,
    (SELECT count(*) FROM outlets) AS outlets,
    (SELECT count(DISTINCT agency) FROM agency_totals WHERE how = 'named') AS agencies
