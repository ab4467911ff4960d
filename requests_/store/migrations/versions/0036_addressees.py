"""Whom the copy goes to, where the requester names somebody; and whose a code and a session are"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_OWNED = ("access_code", "requester_session")


def upgrade() -> None:
    with op.batch_alter_table("request_details") as details:
        details.add_column(sa.Column("addressee", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("request_details") as details:
        details.alter_column("addressee", server_default=None)
    for table in _OWNED:
        with op.batch_alter_table(table) as owned:
            owned.add_column(sa.Column("is_for_addressee", sa.Boolean(), nullable=False, server_default=sa.false()))
        with op.batch_alter_table(table) as owned:
            owned.alter_column("is_for_addressee", server_default=None)


def downgrade() -> None:
    for table in _OWNED:
        with op.batch_alter_table(table) as owned:
            owned.drop_column("is_for_addressee")
    with op.batch_alter_table("request_details") as details:
        details.drop_column("addressee")
