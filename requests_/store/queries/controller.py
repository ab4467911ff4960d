"""Who the controller is and what it aims at, as the administrator last wrote it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.model.kept_registers import RegisterKey
from requests_.model.targets import Targets
from requests_.settings import ControllerProfile
from requests_.store.register_tables import RegisterEntry

# The register has one entry.
ENTRY = RegisterKey.CONTROLLER.value


def controller_values(session: Session) -> Mapping[str, str]:
    """What is written down now, column by column; nothing where nothing ever was."""
    query = select(RegisterEntry.written).where(
        RegisterEntry.register == RegisterKey.CONTROLLER, RegisterEntry.entry == ENTRY
    )
    return session.scalar(query.order_by(RegisterEntry.version.desc()).limit(1)) or {}


def profile_in_force(session: Session, given: ControllerProfile) -> ControllerProfile:
    """The profile of the environment, under what is written down."""
    written = controller_values(session)
    names = {field.name for field in fields(given)}
    return replace(given, **{name: value for name, value in written.items() if value and name in names})


def targets_in_force(session: Session) -> Targets:
    """The share that is to be answered on time."""
    return Targets.of(controller_values(session))
