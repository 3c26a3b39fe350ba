"""What lives as long as a crawl, one job a file."""
