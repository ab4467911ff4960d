"""Wrong codes are not counted against a code: no stranger can kill one"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM outbox WHERE job = 'count_wrong_code'")
    op.drop_column("access_code", "tries")


def downgrade() -> None:
    op.add_column("access_code", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
