"""The web side: what is fetched, when, how politely. The only place that imports scrapy."""
