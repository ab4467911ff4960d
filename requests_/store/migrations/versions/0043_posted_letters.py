"""The day on which a person posted a letter, or handed it over"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("posted_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("message", "posted_on")
