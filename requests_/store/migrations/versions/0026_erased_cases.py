"""Cases whose details are erased, and the school that their figures are counted under"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erased_case",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.Column("school", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["rights_case.id"], name=op.f("fk_erased_case_case_id_rights_case")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_erased_case")),
    )


def downgrade() -> None:
    op.drop_table("erased_case")
