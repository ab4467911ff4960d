"""Drafts as files: PDF, Word, Excel, scans and archives, the same bytes for the same draft."""
