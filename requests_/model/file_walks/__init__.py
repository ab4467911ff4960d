"""Where the files that people send end by their own structure: what stands behind that end is not the file."""
