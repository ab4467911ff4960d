"""Enquiries, whom they let in, and their answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from requests_.errors import Conflict, NotFound
from requests_.ids import digest_of, new_id, new_secret
from requests_.model.enquiries import LINK_LASTS, VISIT_LASTS, AnswerEnquiry, AskTeam
from requests_.model.verdicts import Verdict
from requests_.store.doors import Door, open_door
from requests_.store.enquiry_tables import EnquiryAnswer, EnquiryFile, EnquiryPass, EnquiryRow


class EnquiryRepository:
    """What others are asked, and what they say."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, command: AskTeam, reference: str, at: datetime) -> str:
        """Keep an enquiry; returns its key."""
        row = EnquiryRow(
            id=new_id(),
            case_id=command.case,
            reference=reference,
            team=command.team.value,
            name=command.name.strip(),
            email=command.email.strip(),
            words=command.words.strip(),
            source=command.source,
            asked_by=command.actor.key,
            asked_at=at,
            due_on=command.due_on,
            ended_at=None,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def get(self, key: str) -> EnquiryRow:
        """One enquiry. Raises NotFound."""
        row = self._session.get(EnquiryRow, key)
        if row is None:
            raise NotFound("There is no such enquiry.", enquiry=key)
        return row

    def answer_of(self, key: str) -> EnquiryAnswer | None:
        """What was answered, if anything was."""
        return self._session.get(EnquiryAnswer, key)

    def files_of(self, key: str) -> list[EnquiryFile]:
        """The files that came with an answer."""
        query = select(EnquiryFile).where(EnquiryFile.enquiry_id == key).order_by(EnquiryFile.file_name, EnquiryFile.id)
        return list(self._session.scalars(query))

    def new_link(self, key: str, at: datetime) -> str:
        """A fresh link in place of every one before; only its hash is kept."""
        expired = update(EnquiryPass).where(
            EnquiryPass.enquiry_id == key, EnquiryPass.is_link, EnquiryPass.expires_at > at
        )
        self._session.execute(expired.values(expires_at=at))
        return self._new_pass(key, at, is_link=True)

    def use_link(self, secret: str, at: datetime) -> str | None:
        """Use a link up; returns the secret of the visit it opens, or None when it opens nothing any more."""
        digest = self.show(secret)
        used = update(EnquiryPass).where(
            EnquiryPass.secret_hash == digest,
            EnquiryPass.is_link,
            EnquiryPass.expires_at > at,
            EnquiryPass.used_at.is_(None),
        )
        enquiry = self._session.scalar(used.values(used_at=at).returning(EnquiryPass.enquiry_id))
        return None if enquiry is None else self._new_pass(enquiry, at, is_link=False)

    def behind_link(self, secret: str) -> EnquiryRow | None:
        """What a link is about, also one that was used or is too old: enough to send another to the same address."""
        return self._behind(EnquiryPass.secret_hash == self.show(secret), EnquiryPass.is_link)

    def visited(self, secret: str, now: datetime) -> EnquiryRow | None:
        """What a visit is about, while it lasts."""
        digest = self.show(secret)
        return self._behind(
            EnquiryPass.secret_hash == digest, EnquiryPass.is_link.is_(False), EnquiryPass.expires_at > now
        )

    def keep_answer(self, key: str, command: AnswerEnquiry, at: datetime) -> None:
        """Keep an answer and its files. Raises Conflict when there is one already."""
        answer = EnquiryAnswer(
            enquiry_id=key,
            holds=command.holds,
            by_name=command.by_name.strip(),
            looked_in=command.looked_in.strip(),
            words=command.words.strip(),
            answered_at=at,
        )
        files = [
            EnquiryFile(
                id=new_id(),
                enquiry_id=key,
                sha256=sent.sha256,
                file_name=sent.file_name,
                media_type=sent.media_type,
                verdict=Verdict.WAITING,
            )
            for sent in command.files
        ]
        try:
            self._session.add(answer)
            self._session.flush()
        except IntegrityError as fault:
            raise Conflict("This was answered already, by a colleague or in another window.") from fault
        self._session.add_all(files)

    def end(self, key: str, at: datetime) -> None:
        """Nobody is waited for any more."""
        self.get(key).ended_at = at

    def show(self, secret: str) -> str:
        """Say to the database which secret was shown; returns its digest."""
        digest = digest_of(secret)
        open_door(self._session, Door.ENQUIRY, digest)
        return digest

    def _new_pass(self, key: str, at: datetime, *, is_link: bool) -> str:
        secret = new_secret()
        lasts = LINK_LASTS if is_link else VISIT_LASTS
        self._session.add(
            EnquiryPass(
                secret_hash=digest_of(secret), enquiry_id=key, is_link=is_link, expires_at=at + lasts, used_at=None
            )
        )
        self._session.flush()
        return secret

    def _behind(self, *conditions: object) -> EnquiryRow | None:
        query = select(EnquiryRow).join(EnquiryPass, EnquiryPass.enquiry_id == EnquiryRow.id).where(*conditions)  # type: ignore[arg-type]
        return self._session.scalars(query).one_or_none()
