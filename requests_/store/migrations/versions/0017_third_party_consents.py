"""Other people's agreement"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "third_party_consent",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("person", sa.String(length=60), nullable=False),
        sa.Column("to_name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(length=60), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(length=60), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("page_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=False),
        sa.Column("reminder_page_sha256", sa.String(length=64), nullable=False),
        sa.Column("reminder_pdf_sha256", sa.String(length=64), nullable=False),
        sa.Column("answer_words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["rights_case.id"], name=op.f("fk_third_party_consent_case_id_rights_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_third_party_consent")),
        sa.UniqueConstraint("reference", name=op.f("uq_third_party_consent_reference")),
    )
    op.create_index(op.f("ix_third_party_consent_case_id"), "third_party_consent", ["case_id"], unique=False)


def downgrade() -> None:
    op.drop_table("third_party_consent")
