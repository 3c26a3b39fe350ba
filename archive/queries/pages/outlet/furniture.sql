-- Lines that were learned as an outlet's own, those in most articles first.
SELECT * FROM furniture WHERE outlet = :outlet ORDER BY articles DESC, text LIMIT :most
