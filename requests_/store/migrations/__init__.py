"""Changes to the tables, numbered, each up and down."""
