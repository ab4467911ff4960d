"""Programs of the council: tokens, the cases they opened, and where they are told of changes"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("client", sa.String(length=60), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_api_token_secret_hash")),
    )
    op.create_index(op.f("ix_api_token_client"), "api_token", ["client"])
    op.create_table(
        "api_case",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("client", sa.String(length=60), nullable=False),
        sa.Column("body_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["rights_case.id"], name=op.f("fk_api_case_case_id_rights_case")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_api_case")),
    )
    op.create_index(op.f("ix_api_case_client"), "api_case", ["client"])
    op.create_table(
        "api_webhook",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("client", sa.String(length=60), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_webhook")),
    )
    op.create_index(op.f("ix_api_webhook_client"), "api_webhook", ["client"])


def downgrade() -> None:
    for table in ("api_webhook", "api_case", "api_token"):
        op.drop_index(op.f(f"ix_{table}_client"), table)
        op.drop_table(table)
