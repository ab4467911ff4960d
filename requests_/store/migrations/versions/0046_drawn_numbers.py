"""The numbers of references are drawn by chance; those of five digits, which were counted, go on as they are"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

# How far the years were counted: by the references of five digits that cases and breaches have.
_COUNTED = """
INSERT INTO reference_counter (year, last_number)
SELECT CAST(substr(reference, 4, 4) AS INTEGER), max(CAST(substr(reference, 9, 5) AS INTEGER))
FROM (SELECT reference FROM rights_case UNION ALL SELECT reference FROM breach) AS given
WHERE length(reference) = length('RR-2026-00042-K') GROUP BY substr(reference, 4, 4)
"""


def upgrade() -> None:
    op.create_table(
        "reference_number",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("year", "number", name=op.f("pk_reference_number")),
    )
    op.drop_table("reference_counter")


def downgrade() -> None:
    op.create_table(
        "reference_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_reference_counter")),
    )
    op.execute(_COUNTED)
    op.drop_table("reference_number")
