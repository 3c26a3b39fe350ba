-- How many lines were learned as an outlet's own.
SELECT count(*) AS lines FROM furniture WHERE outlet = :outlet
