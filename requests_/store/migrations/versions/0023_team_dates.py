"""By when teams answer, and from when their silence is taken up"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("rights_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("team_answer_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("team_escalate_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("rights_case", schema=None) as batch_op:
        batch_op.drop_column("team_escalate_on")
        batch_op.drop_column("team_answer_on")
