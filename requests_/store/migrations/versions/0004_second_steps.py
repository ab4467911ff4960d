"""Second steps, passkeys, invitations, and what happened to accounts"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_GUARDED = "staff_event"


def upgrade() -> None:
    with op.batch_alter_table("staff_member", schema=None) as batch_op:
        batch_op.add_column(sa.Column("totp_sealed", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("totp_step", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("staff_member", schema=None) as batch_op:
        batch_op.alter_column("totp_sealed", server_default=None)
        batch_op.alter_column("totp_step", server_default=None)
    # Everybody signs in again: an old session does not say how it was opened.
    op.execute("DELETE FROM staff_session")
    with op.batch_alter_table("staff_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("key", sa.String(length=32), nullable=False))
        batch_op.add_column(sa.Column("opened_with", sa.String(length=60), nullable=False))
        batch_op.add_column(sa.Column("browser", sa.String(length=200), nullable=False))
        batch_op.add_column(sa.Column("awaits_code", sa.Boolean(), nullable=False))
        batch_op.create_unique_constraint(op.f("uq_staff_session_key"), ["key"])
    _of_a_member(
        "staff_recovery_code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        key="code_hash",
    )
    _of_a_member(
        "staff_passkey",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("credential_id", sa.String(length=1400), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.UniqueConstraint("credential_id", name=op.f("uq_staff_passkey_credential_id")),
        key="id",
    )
    _of_a_member(
        "staff_passkey_challenge",
        sa.Column("challenge_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=True),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        key="challenge_hash",
        is_searched=False,
    )
    _of_a_member(
        "staff_invitation",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        key="secret_hash",
    )
    _of_a_member(
        "staff_event",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("by_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("detail", sa.String(length=400), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        key="id",
    )
    _guard()


def downgrade() -> None:
    _unguard()
    for table in ("staff_event", "staff_invitation", "staff_passkey_challenge", "staff_passkey", "staff_recovery_code"):
        op.drop_table(table)
    with op.batch_alter_table("staff_session", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_staff_session_key"), type_="unique")
        for column in ("awaits_code", "browser", "opened_with", "key"):
            batch_op.drop_column(column)
    with op.batch_alter_table("staff_member", schema=None) as batch_op:
        batch_op.drop_column("totp_step")
        batch_op.drop_column("totp_sealed")


def _of_a_member(table: str, *columns: sa.schema.SchemaItem, key: str, is_searched: bool = True) -> None:
    op.create_table(
        table,
        *columns,
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f(f"fk_{table}_staff_id_staff_member")),
        sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{table}")),
    )
    if is_searched:
        op.create_index(op.f(f"ix_{table}_staff_id"), table, ["staff_id"], unique=False)


def _guard() -> None:
    says = f"a {_GUARDED} is never changed or removed"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION refuse_{_GUARDED}_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{says}'; END $$"
        )
        for when, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {_GUARDED}_no_{when.lower()} BEFORE {when} ON {_GUARDED} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_{_GUARDED}_change()"
            )
        return
    for when in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {_GUARDED}_no_{when.lower()} BEFORE {when} ON {_GUARDED} "
            f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
        )


def _unguard() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for when in ("UPDATE", "DELETE", *(("TRUNCATE",) if is_postgresql else ())):
        op.execute(f"DROP TRIGGER {_GUARDED}_no_{when.lower()}" + (f" ON {_GUARDED}" if is_postgresql else ""))
    if is_postgresql:
        op.execute(f"DROP FUNCTION refuse_{_GUARDED}_change()")
