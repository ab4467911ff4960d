"""What requesters send their files for"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sent_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("purpose", sa.String(length=60), nullable=False, server_default="other"))
    with op.batch_alter_table("sent_file", schema=None) as batch_op:
        batch_op.alter_column("purpose", existing_type=sa.String(length=60), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("sent_file", schema=None) as batch_op:
        batch_op.drop_column("purpose")
