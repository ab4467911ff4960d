"""PostgreSQL keeps no samples of names and words for its planner: they would outlive the rows they were taken from"""

from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

_COLUMNS = {
    "request_details": ("subject_name", "wording"),
    "case_person": ("name", "relation", "date_of_birth", "upn"),
    "third_party_consent": ("to_name", "email", "address", "about", "answer_words"),
    "recipient_notice": ("name", "email", "words", "answer"),
    "requester_note": ("words", "file_name"),
    "case_note": ("words",),
    "decision_record": ("words",),
    "item_decision": ("statement", "words"),
    "change_task": ("ref", "says", "why", "evidence"),
    "legal_hold": ("ref", "reason"),
    "desk_reason": ("words",),
    "access_ask": ("reason",),
    "enquiry": ("name", "email", "words"),
    "enquiry_answer": ("by_name", "looked_in", "words"),
    "letter_words": ("words",),
    "source_document": ("ref", "title", "file_name", "read_fault"),
    "mark": ("text", "why"),
    "sent_file": ("file_name",),
    "case_original": ("file_name",),
    "enquiry_file": ("file_name",),
    "case_word": ("word",),
    "source_search": ("reason",),
    "breach_words": ("words",),
    "breach_person": ("name", "email", "address"),
    "breach_measure": ("what", "owner"),
}
_TYPE = "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '{}'::regclass AND attname = '{}'"


def upgrade() -> None:
    for table, column in _places():
        # Given the type that it has, a column forgets what was sampled of it; nothing is written anew.
        kind = op.get_bind().exec_driver_sql(_TYPE.format(table, column)).scalar_one()
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind}, ALTER COLUMN {column} SET STATISTICS 0")


def downgrade() -> None:
    for table, column in _places():
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS -1")


def _places() -> list[tuple[str, str]]:
    if op.get_bind().dialect.name != "postgresql":
        return []
    return [(table, column) for table, columns in _COLUMNS.items() for column in columns]
