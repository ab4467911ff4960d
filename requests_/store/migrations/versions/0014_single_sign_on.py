"""Whose account an identity of the council's own sign-in service opens"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_provider_identity",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("issuer", sa.String(length=400), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("connected_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_staff_provider_identity_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_provider_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_staff_provider_identity_issuer_subject")),
    )
    op.create_index(op.f("ix_staff_provider_identity_staff_id"), "staff_provider_identity", ["staff_id"], unique=False)


def downgrade() -> None:
    op.drop_table("staff_provider_identity")
