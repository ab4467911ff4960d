"""Invented people: who they are, what they are called and where they live."""
