"""Which person of the council's sign-in service is whose account."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from requests_.ids import new_id
from requests_.store.staff_tables import ProviderIdentityRow, StaffMember


class ProviderIdentities:
    """Accounts by issuer and subject, which never change; a mail address may pass to somebody else."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def owner(self, issuer: str, subject: str) -> tuple[ProviderIdentityRow, StaffMember] | None:
        """Whose account is opened by somebody's identity."""
        row = self._session.execute(
            select(ProviderIdentityRow, StaffMember)
            .join(StaffMember, StaffMember.id == ProviderIdentityRow.staff_id)
            .where(ProviderIdentityRow.issuer == issuer, ProviderIdentityRow.subject == subject)
        ).one_or_none()
        return None if row is None else (row[0], row[1])

    def has(self, staff: str) -> bool:
        """Whether an account is opened by anybody's identity."""
        return (
            self._session.scalar(select(ProviderIdentityRow.id).where(ProviderIdentityRow.staff_id == staff))
            is not None
        )

    def connect(self, staff: str, issuer: str, subject: str, at: datetime) -> None:
        """Let an identity open an account."""
        self._session.add(
            ProviderIdentityRow(id=new_id(), staff_id=staff, issuer=issuer, subject=subject, connected_at=at)
        )
        self._session.flush()

    def disconnect(self, staff: str) -> bool:
        """Let no identity open an account any more; False when none did."""
        gone = self._session.execute(
            delete(ProviderIdentityRow).where(ProviderIdentityRow.staff_id == staff).returning(ProviderIdentityRow.id)
        ).all()
        return bool(gone)
