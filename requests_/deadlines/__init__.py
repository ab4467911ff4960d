"""Statutory deadlines: pure functions from dates to dates, with their working shown.

`statutory_clock.read_clock` is the way in. `rules.RULES` says what the law is, `working_days` which days count,
`periods` how months and stopped days are counted. Dates are Europe/London calendar dates throughout.
"""
