"""How colleagues hand a case to one another: handovers, flags, watchers, calls in notes, and who opened it first"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def _key(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length=32), nullable=False)


def _of(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}_{parent}"))


def upgrade() -> None:
    op.create_table(
        "case_handover",
        _key("case_id"),
        _key("staff_id"),
        _key("given_by"),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(), nullable=True),
        _of("case_handover", "case_id", "rights_case"),
        _of("case_handover", "staff_id", "staff_member"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_handover")),
    )
    op.create_table(
        "case_flag",
        _key("case_id"),
        sa.Column("flag", sa.String(length=60), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        _of("case_flag", "case_id", "rights_case"),
        _of("case_flag", "event_id", "desk_event"),
        sa.PrimaryKeyConstraint("case_id", "flag", name=op.f("pk_case_flag")),
    )
    op.create_index("ix_case_flag_flag_case_id", "case_flag", ["flag", "case_id"])
    op.create_table(
        "desk_reason",
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        _key("case_id"),
        sa.Column("words", sa.Text(), nullable=False),
        _of("desk_reason", "case_id", "rights_case"),
        _of("desk_reason", "event_id", "desk_event"),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_desk_reason")),
    )
    op.create_index("ix_desk_reason_case_id", "desk_reason", ["case_id"])
    op.create_table(
        "case_watch",
        _key("case_id"),
        _key("staff_id"),
        _of("case_watch", "case_id", "rights_case"),
        _of("case_watch", "staff_id", "staff_member"),
        sa.PrimaryKeyConstraint("case_id", "staff_id", name=op.f("pk_case_watch")),
    )
    op.create_index("ix_case_watch_staff_id_case_id", "case_watch", ["staff_id", "case_id"])
    op.create_table(
        "note_call",
        _key("note_id"),
        _key("staff_id"),
        _key("case_id"),
        _key("by_id"),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        _of("note_call", "note_id", "case_note"),
        _of("note_call", "staff_id", "staff_member"),
        _of("note_call", "case_id", "rights_case"),
        sa.PrimaryKeyConstraint("note_id", "staff_id", name=op.f("pk_note_call")),
    )
    op.create_index("ix_note_call_case_id", "note_call", ["case_id"])
    op.create_index("ix_note_call_staff_id_seen_at", "note_call", ["staff_id", "seen_at"])
    op.add_column("rights_case", sa.Column("opened_at", sa.DateTime(), nullable=True))
    op.execute("UPDATE rights_case SET opened_at = (SELECT min(at) FROM view_log WHERE case_id = rights_case.id)")
    unopened = sa.text("opened_at IS NULL")
    op.create_index(
        "ix_rights_case_unopened",
        "rights_case",
        ["received_on", "id"],
        sqlite_where=unopened,
        postgresql_where=unopened,
    )


def downgrade() -> None:
    op.drop_index("ix_rights_case_unopened", "rights_case")
    op.drop_column("rights_case", "opened_at")
    for table in ("note_call", "case_watch", "desk_reason", "case_flag", "case_handover"):
        op.drop_table(table)
