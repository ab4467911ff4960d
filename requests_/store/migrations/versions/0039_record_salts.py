"""A salt for what was written down for a decision: with it the key vouches for the words"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("decision_record") as records:
        records.add_column(sa.Column("salt", sa.String(length=32), nullable=False, server_default=""))
    with op.batch_alter_table("decision_record") as records:
        records.alter_column("salt", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("decision_record") as records:
        records.drop_column("salt")
