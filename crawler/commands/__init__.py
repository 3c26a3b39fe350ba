"""Commands of `scrapy` that are ours."""
