"""Count what nobody has opened without looking at what has ended"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_NAME, _TABLE = "ix_rights_case_unopened", "rights_case"


def upgrade() -> None:
    _index_on("case_list", "received_on", "id")


def downgrade() -> None:
    _index_on("received_on", "id")


def _index_on(*columns: str) -> None:
    where = sa.text("opened_at IS NULL")
    op.drop_index(_NAME, _TABLE)
    op.create_index(_NAME, _TABLE, list(columns), sqlite_where=where, postgresql_where=where)
