"""Find the dates that were set from outside without reading every event"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_IS_OUTSIDE = sa.text("kind IN ('date_set', 'set_date_ended')")


def upgrade() -> None:
    op.create_index(
        "ix_case_event_outside",
        "case_event",
        ["case_id", "seq"],
        unique=False,
        sqlite_where=_IS_OUTSIDE,
        postgresql_where=_IS_OUTSIDE,
    )


def downgrade() -> None:
    op.drop_index("ix_case_event_outside", table_name="case_event")
