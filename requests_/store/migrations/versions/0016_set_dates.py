"""Dates that the regulator, a tribunal or a court sets"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("rights_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("set_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("set_by", sa.String(length=60), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("rights_case", schema=None) as batch_op:
        batch_op.drop_column("set_by")
        batch_op.drop_column("set_on")
