"""By which road a code is sent, in the place of whose it is"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("access_code") as codes:
        codes.add_column(sa.Column("road", sa.String(length=10), nullable=False, server_default="email"))
    op.execute("UPDATE access_code SET road = 'addressee' WHERE is_for_addressee")
    with op.batch_alter_table("access_code") as codes:
        codes.alter_column("road", server_default=None)
        codes.drop_column("is_for_addressee")


def downgrade() -> None:
    with op.batch_alter_table("access_code") as codes:
        codes.add_column(sa.Column("is_for_addressee", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE access_code SET is_for_addressee = true WHERE road = 'addressee'")
    with op.batch_alter_table("access_code") as codes:
        codes.alter_column("is_for_addressee", server_default=None)
        codes.drop_column("road")
