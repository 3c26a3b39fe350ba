-- An outlet.
SELECT * FROM outlets WHERE id = :outlet
