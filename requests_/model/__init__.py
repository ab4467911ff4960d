"""What a rights request is, as pure values and tables: no database, no web, no clock of its own."""
