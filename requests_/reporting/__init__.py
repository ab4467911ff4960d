"""Figures for managers and the regulator: pure functions over what cases record, each with its definition beside it."""
