"""The two web apps: `public` for the people who ask, `staff` for the people who answer.

They share `web` (transactions, headers, errors, fields) and nothing else; in production each is its own process. Views
call `requests_.services` and read `requests_.store.queries`; `wiring` is the one place that opens the store.
"""
