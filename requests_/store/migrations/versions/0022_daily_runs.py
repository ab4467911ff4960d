"""What the daily timetable has done, and from when an unanswered request may be closed"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "daily_run",
        sa.Column("job", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("job", "day", "about", name=op.f("pk_daily_run")),
    )
    with op.batch_alter_table("rights_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closable_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("rights_case", schema=None) as batch_op:
        batch_op.drop_column("closable_on")
    op.drop_table("daily_run")
