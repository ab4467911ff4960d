"""The registers that people keep by hand"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

# A version is for ever: the database itself refuses to change or remove one.
_SAYS = "a version of an entry is never changed or removed"
_FUNCTION = f"""
CREATE FUNCTION refuse_register_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{_SAYS}'; END $$
"""


def upgrade() -> None:
    op.create_table(
        "register_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("register", sa.String(length=60), nullable=False),
        sa.Column("entry", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("is_ended", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sa.String(length=60), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_register_entry")),
        sa.UniqueConstraint("register", "entry", "version", name=op.f("uq_register_entry_register_entry_version")),
    )
    for verb in ("UPDATE", "DELETE"):
        begin = f"CREATE TRIGGER register_entry_no_{verb.lower()} BEFORE {verb} ON register_entry "
        if op.get_bind().dialect.name == "postgresql":
            if verb == "UPDATE":
                op.execute(_FUNCTION)
            op.execute(f"{begin}FOR EACH ROW EXECUTE FUNCTION refuse_register_change()")
        else:
            op.execute(f"{begin}BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END")


def downgrade() -> None:
    op.drop_table("register_entry")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_register_change()")
