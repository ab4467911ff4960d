"""Everything that is set for people to read on paper or by mail."""
