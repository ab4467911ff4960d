"""The portal's own records: the only SQL of the project, and the vault of files."""
