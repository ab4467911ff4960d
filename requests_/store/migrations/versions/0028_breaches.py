"""Keep personal data breaches: their events, words, people and measures"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_KEY, _CODE, _DIGEST = sa.String(length=32), sa.String(length=60), sa.String(length=64)
_SAYS = "an event of a breach is never changed or removed"


def upgrade() -> None:
    op.create_table(
        "breach",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("reference", _CODE, nullable=False),
        sa.Column("suspicion", sa.String(length=120), nullable=True),
        sa.Column("case_reference", _CODE, nullable=False),
        sa.Column("origin", _CODE, nullable=False),
        sa.Column("what", _CODE, nullable=False),
        sa.Column("stage", _CODE, nullable=False),
        sa.Column("risk", _CODE, nullable=False),
        sa.Column("aware_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("first_told_at", sa.DateTime(), nullable=True),
        sa.Column("waits_for_regulator", sa.Boolean(), nullable=False),
        sa.Column("tells_regulator", sa.Boolean(), nullable=True),
        sa.Column("tells_people", sa.Boolean(), nullable=True),
        sa.Column("people_count", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("last_seal", _DIGEST, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach")),
        sa.UniqueConstraint("reference", name=op.f("uq_breach_reference")),
        sa.UniqueConstraint("suspicion", name=op.f("uq_breach_suspicion")),
    )
    op.create_index("ix_breach_stage_due_at", "breach", ["stage", "due_at"])
    op.create_table(
        "breach_event",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        _of_breach(),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", _CODE, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("actor_kind", _CODE, nullable=False),
        sa.Column("actor_key", _CODE, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("seal", _DIGEST, nullable=False),
        _points_to_breach("breach_event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach_event")),
        sa.UniqueConstraint("breach_id", "seq", name=op.f("uq_breach_event_breach_id_seq")),
    )
    op.create_table(
        "breach_words",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        _of_breach(),
        sa.Column("part", _CODE, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_by", _CODE, nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        _points_to_breach("breach_words"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach_words")),
    )
    op.create_table(
        "breach_person",
        sa.Column("id", _KEY, nullable=False),
        _of_breach(),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("audience", _CODE, nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("page_sha256", _DIGEST, nullable=False),
        sa.Column("pdf_sha256", _DIGEST, nullable=False),
        _points_to_breach("breach_person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach_person")),
    )
    op.create_table(
        "breach_measure",
        sa.Column("id", _KEY, nullable=False),
        _of_breach(),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        _points_to_breach("breach_measure"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach_measure")),
    )
    for table in ("breach_words", "breach_person", "breach_measure"):
        op.create_index(op.f(f"ix_{table}_breach_id"), table, ["breach_id"])
    _create_guards()


def downgrade() -> None:
    _drop_guards()
    for table in ("breach_measure", "breach_person", "breach_words", "breach_event", "breach"):
        op.drop_table(table)


def _of_breach() -> sa.Column[str]:
    return sa.Column("breach_id", _KEY, nullable=False)


def _points_to_breach(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["breach_id"], ["breach.id"], name=op.f(f"fk_{table}_breach_id_breach"))


def _create_guards() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_breach_event_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{_SAYS}'; END $$"
        )
        for when, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER breach_event_no_{when.lower()} BEFORE {when} ON breach_event "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_breach_event_change()"
            )
        return
    for when in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER breach_event_no_{when.lower()} BEFORE {when} ON breach_event "
            f"BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
        )


def _drop_guards() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for when in ("UPDATE", "DELETE", *(["TRUNCATE"] if is_postgresql else [])):
        op.execute(f"DROP TRIGGER breach_event_no_{when.lower()}" + (" ON breach_event" if is_postgresql else ""))
    if is_postgresql:
        op.execute("DROP FUNCTION refuse_breach_event_change()")
