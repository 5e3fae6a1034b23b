"""What keeping one table in two places takes: halves, ties of rows, births, a plan split."""
