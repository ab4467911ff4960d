"""Count what nobody has opened without looking at what has ended"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_NAME, _TABLE = "ix_rights_case_unopened", "rights_case"


def upgrade() -> None:
    _index_where("opened_at IS NULL AND case_list = 'open'")


def downgrade() -> None:
    _index_where("opened_at IS NULL")


def _index_where(condition: str) -> None:
    where = sa.text(condition)
    op.drop_index(_NAME, _TABLE)
    op.create_index(_NAME, _TABLE, ["received_on", "id"], sqlite_where=where, postgresql_where=where)
