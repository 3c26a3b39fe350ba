"""What each request and each answer passes through, one job a file."""
