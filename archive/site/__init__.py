"""The site: Datasette over the published copy, with our own pages for search, articles, stories, outlets, agencies."""
