"""List what is to be looked at again by a day"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "look_again",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("matter", sa.String(length=60), nullable=False),
        sa.Column("about", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["rights_case.id"], name=op.f("fk_look_again_case_id_rights_case")),
        sa.PrimaryKeyConstraint("case_id", "matter", "about", name=op.f("pk_look_again")),
    )
    with op.batch_alter_table("look_again", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_look_again_due_on"), ["due_on"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("look_again", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_look_again_due_on"))
    op.drop_table("look_again")
