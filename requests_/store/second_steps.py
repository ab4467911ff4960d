"""What members of staff show besides a password: recovery codes and passkeys."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from requests_.errors import Conflict, NotFound
from requests_.ids import new_id
from requests_.store.own_marks import is_ours
from requests_.store.staff_tables import Passkey, PasskeyChallenge, RecoveryCode, StaffMember


class SecondSteps:
    """Recovery codes, passkeys, and the questions put to browsers."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def replace_codes(self, staff: str, code_hashes: tuple[str, ...]) -> None:
        """Give an account new recovery codes; the old ones are worth nothing from now on."""
        self._session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff))
        self._session.add_all(RecoveryCode(code_hash=code_hash, staff_id=staff) for code_hash in code_hashes)

    def use_code(self, staff: str, code_hash: str) -> bool:
        """Use a recovery code up; False when the account has no such code."""
        used = self._session.execute(
            delete(RecoveryCode)
            .where(RecoveryCode.staff_id == staff, RecoveryCode.code_hash == code_hash)
            .returning(RecoveryCode.code_hash)
        ).all()
        return bool(used)

    def passkeys_of(self, staff: str) -> tuple[Passkey, ...]:
        """Every passkey of an account."""
        return tuple(self._session.scalars(select(Passkey).where(Passkey.staff_id == staff)))

    def passkey(self, credential_id: str) -> tuple[Passkey, StaffMember] | None:
        """A passkey by the id its device knows it by, and whose it is."""
        row = self._session.execute(
            select(Passkey, StaffMember)
            .join(StaffMember, StaffMember.id == Passkey.staff_id)
            .where(Passkey.credential_id == credential_id)
            .with_for_update()
        ).one_or_none()
        return None if row is None else (row[0], row[1])

    def add_passkey(
        self, staff: str, at: datetime, *, credential_id: str, public_key: str, count: int, name: str
    ) -> None:
        """Keep a passkey. Raises Conflict when it is known already."""
        if self.passkey(credential_id) is not None:
            raise Conflict("This passkey is known already.")
        self._session.add(
            Passkey(
                id=new_id(),
                credential_id=credential_id,
                staff_id=staff,
                public_key=public_key,
                sign_count=count,
                name=name,
                added_at=at,
                used_at=None,
            )
        )

    def remove_passkey(self, staff: str, key: str) -> None:
        """Forget a passkey. Raises NotFound for another's."""
        removed = self._session.execute(
            delete(Passkey).where(Passkey.id == key, Passkey.staff_id == staff).returning(Passkey.id)
        ).all()
        if not removed:
            raise NotFound("There is no such passkey.")

    def remove_all(self, staff: str) -> None:
        """Forget everything an account showed besides its password."""
        for table in (Passkey, RecoveryCode, PasskeyChallenge):
            self._session.execute(delete(table).where(table.staff_id == staff))

    def ask(self, challenge_hash: str, staff: str | None, now: datetime, expires_at: datetime) -> None:
        """Keep a question put to a browser, and forget those that nobody answered in time."""
        self._session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at <= now))
        self._session.add(PasskeyChallenge(challenge_hash=challenge_hash, staff_id=staff, expires_at=expires_at))

    def answered(self, challenge_hash: str, staff: str | None, now: datetime) -> bool:
        """Use a question up; False when it was never put to them, was answered before, or is too old."""
        row = self._session.get(PasskeyChallenge, challenge_hash, with_for_update=True)
        if row is None:
            return False
        is_good = is_ours(self._session, row) and row.staff_id == staff and row.expires_at > now
        self._session.delete(row)
        self._session.flush()
        return is_good
