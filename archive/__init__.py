"""The text side of the archive: reads captures into articles, attributes them, groups them, serves them."""
