-- Where the raw record of a capture stands.
SELECT warc, "offset", length FROM captures WHERE id = :capture
