"""Who is visited: scheduled outlets, and addresses given by hand."""
