"""The archive's memory: SQLite and WARC files. The only room that changes data."""
