"""Reading: one statement, frozen rows, nothing that can be changed."""
