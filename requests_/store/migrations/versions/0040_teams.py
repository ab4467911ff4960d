"""The teams of the staff, each within another, and who is in which"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_team",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("parent", sa.String(length=32), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_team")),
    )
    with op.batch_alter_table("staff_member") as table:
        table.add_column(sa.Column("team_id", sa.String(length=32), nullable=True))
        table.create_foreign_key(op.f("fk_staff_member_team_id_staff_team"), "staff_team", ["team_id"], ["id"])
        table.create_index("ix_staff_member_team_id", ["team_id"])


def downgrade() -> None:
    with op.batch_alter_table("staff_member") as table:
        table.drop_index("ix_staff_member_team_id")
        table.drop_constraint(op.f("fk_staff_member_team_id_staff_team"), type_="foreignkey")
        table.drop_column("team_id")
    op.drop_table("staff_team")
