"""A chain of seals over the logs: who looked, who was let in, what happened to accounts"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_SAYS = "a log_seal is never changed or removed"


def upgrade() -> None:
    op.create_table(
        "log_seal",
        sa.Column("log", sa.String(length=60), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("log", "seq", name=op.f("pk_log_seal")),
    )
    op.create_index("ix_log_seal_log_row_id", "log_seal", ["log", "row_id"], unique=True)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_log_seal_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{_SAYS}'; END $$"
        )
        for when, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER log_seal_no_{when.lower()} BEFORE {when} ON log_seal "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_log_seal_change()"
            )
        return
    for when in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER log_seal_no_{when.lower()} BEFORE {when} ON log_seal "
            f"BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
        )


def downgrade() -> None:
    op.drop_table("log_seal")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_log_seal_change()")
