"""How the public app comes to a row: by a form's token, a reference, the secret of a session, a draft or an enquiry.
The API comes to one by a program's token.

On PostgreSQL the transaction says which door it came through, and the rights of its role are read from that
(`roles.py`). Elsewhere, and for other roles, saying so changes nothing.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session


class Door(StrEnum):
    """What a visitor has shown."""

    FORM = "rights.form"
    REFERENCE = "rights.reference"
    SESSION = "rights.session"
    DRAFT = "rights.draft"
    RETURN = "rights.return"
    ENQUIRY = "rights.enquiry"
    PROGRAM = "rights.program"


def open_door(session: Session, door: Door, shown: str) -> None:
    """Say what the visitor has shown, until this transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.set_config(door.value, shown, True)))
