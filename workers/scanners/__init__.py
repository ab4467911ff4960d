"""Looking for viruses in files that requesters send."""
