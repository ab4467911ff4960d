"""The caseworker's desk: lists, words to find by, who may open what, and who looked"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_GUARDED = ("desk_event", "view_log")
_ENDED = "('responded', 'closed', 'refused', 'withdrawn')"
_INDEXES = {
    "ix_rights_case_list_queue_on": ["case_list", "queue_on", "id"],
    "ix_rights_case_list_received_on": ["case_list", "received_on", "id"],
    "ix_rights_case_assigned_to": ["assigned_to", "case_list", "queue_on", "id"],
    "ix_rights_case_waits_for": ["waits_for", "queue_on", "id"],
    "ix_rights_case_received_on_id": ["received_on", "id"],
}


def upgrade() -> None:
    with op.batch_alter_table("rights_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("case_list", sa.String(length=60), nullable=False, server_default="open"))
        batch_op.add_column(sa.Column("queue_on", sa.Date(), nullable=False, server_default="9999-12-31"))
        batch_op.add_column(sa.Column("waits_for", sa.String(length=60), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("assigned_to", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("is_restricted", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_foreign_key(
            op.f("fk_rights_case_assigned_to_staff_member"), "staff_member", ["assigned_to"], ["id"]
        )
    # Whom a case waits for is in its events: `rights migrate` writes it, and the words, after this.
    op.execute(f"UPDATE rights_case SET case_list = 'ended' WHERE stage IN {_ENDED}")  # noqa: S608  # nosec B608
    op.execute("UPDATE rights_case SET queue_on = due_on WHERE due_on IS NOT NULL")
    with op.batch_alter_table("rights_case", schema=None) as batch_op:
        for column in ("case_list", "queue_on", "waits_for", "is_restricted"):
            batch_op.alter_column(column, server_default=None)
        for name, columns in _INDEXES.items():
            batch_op.create_index(name, columns, unique=False)
    _make_tables()
    for table in _GUARDED:
        _guard(table)


def downgrade() -> None:
    for table in _GUARDED:
        _unguard(table)
    for table in ("calendar_feed", "saved_view", "case_word", "view_log", "desk_event", "access_ask", "case_access"):
        op.drop_table(table)
    with op.batch_alter_table("rights_case", schema=None) as batch_op:
        for name in _INDEXES:
            batch_op.drop_index(name)
        batch_op.drop_constraint(batch_op.f("fk_rights_case_assigned_to_staff_member"), type_="foreignkey")
        for column in ("is_restricted", "assigned_to", "waits_for", "queue_on", "case_list"):
            batch_op.drop_column(column)


def _make_tables() -> None:
    case, staff = _to("case_id", "rights_case"), _to("staff_id", "staff_member")
    key, code = sa.String(length=32), sa.String(length=60)
    _make("case_access", case("case_access"), staff("case_access"), _primary("case_access", "case_id", "staff_id"))
    op.create_index("ix_case_access_staff_id_case_id", "case_access", ["staff_id", "case_id"])
    _make(
        "access_ask",
        sa.Column("id", key, nullable=False),
        case("access_ask"),
        staff("access_ask"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        _primary("access_ask", "id"),
    )
    op.create_index(op.f("ix_access_ask_case_id"), "access_ask", ["case_id"])
    _make(
        "desk_event",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        case("desk_event"),
        [sa.Column("staff_id", key, nullable=False)],
        sa.Column("by_id", key, nullable=False),
        sa.Column("kind", code, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _primary("desk_event", "id"),
    )
    op.create_index(op.f("ix_desk_event_case_id"), "desk_event", ["case_id"])
    _make(
        "view_log",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("staff_id", key, nullable=False),
        sa.Column("case_id", key, nullable=True),
        sa.Column("page", code, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _primary("view_log", "id"),
    )
    for column in ("case_id", "staff_id"):
        op.create_index(op.f(f"ix_view_log_{column}"), "view_log", [column])
    word = sa.String(length=80).with_variant(sa.String(length=80, collation="C"), "postgresql")
    _make(
        "case_word",
        sa.Column("word", word, nullable=False),
        case("case_word"),
        _primary("case_word", "word", "case_id"),
    )
    op.create_index("ix_case_word_case_id", "case_word", ["case_id"])
    _make(
        "saved_view",
        sa.Column("id", key, nullable=False),
        staff("saved_view"),
        sa.Column("name", code, nullable=False),
        sa.Column("filters", sa.String(length=300), nullable=False),
        _primary("saved_view", "id"),
    )
    op.create_index(op.f("ix_saved_view_staff_id"), "saved_view", ["staff_id"])
    _make(
        "calendar_feed",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        staff("calendar_feed"),
        _primary("calendar_feed", "secret_hash"),
        sa.UniqueConstraint("staff_id", name=op.f("uq_calendar_feed_staff_id")),
    )


def _make(table: str, *parts: object) -> None:
    flat = [piece for part in parts for piece in (part if isinstance(part, list) else [part])]
    op.create_table(table, *flat)


def _to(column: str, target: str):  # type: ignore[no-untyped-def]
    def made(table: str) -> list[object]:
        name = op.f(f"fk_{table}_{column}_{target}")
        return [
            sa.Column(column, sa.String(length=32), nullable=False),
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name),
        ]

    return made


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _guard(table: str) -> None:
    says = f"a {table} is never changed or removed"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION refuse_{table}_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{says}'; END $$"
        )
        for when, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{when.lower()} BEFORE {when} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_{table}_change()"
            )
        return
    for when in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{when.lower()} BEFORE {when} ON {table} BEGIN SELECT RAISE(ABORT, '{says}'); END"
        )


def _unguard(table: str) -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for when in ("UPDATE", "DELETE", *(("TRUNCATE",) if is_postgresql else ())):
        op.execute(f"DROP TRIGGER {table}_no_{when.lower()}" + (f" ON {table}" if is_postgresql else ""))
    if is_postgresql:
        op.execute(f"DROP FUNCTION refuse_{table}_change()")
