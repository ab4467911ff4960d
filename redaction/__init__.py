"""Documents and their redaction, usable alone: `rights redact FILE --people people.json --out DIR`.

bytes → `ingest` → Document → `propose` → proposals → people decide → `burn` → `rebuild` → `verify`.

This package knows no database, no web and no queue. Pages are rebuilt from an allow-list, never masked; every finished
PDF is checked by `verify` in a process of its own that never imports the burner. Whatever is unknown is referred to a
person; whatever cannot be proved clean is refused.
"""
