"""The visitor's half-answered request: sealed on the server, opened by the secret in their cookie, gone after a while.

Two tabs add to one form: whoever answers holds it until their transaction ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app, request
from werkzeug.wrappers import Response

from portal.web.resources import resources
from portal.web.sealed_cookie import SealedCookie
from portal.web.sealed_text import SealedText
from portal.web.transaction import reading, unit_of_work
from requests_.ids import CaseId, digest_of, new_id, new_secret
from requests_.model.sent_files import OfferedFile
from requests_.services import draft_returns, drafts
from requests_.services.draft_returns import TakenBack
from requests_.store.queries.drafts import sealed_draft

KEEP_HOURS = 48
SHOWN_FOR = timedelta(hours=1)
MOST_RECEIPTS = MOST_PUT_AWAY = 5
# What a draft holds that an earlier version of the portal has kept.
_NOTHING_SENT: list[Any] = [[], "", "", None]
_COOKIE, _SEALER = "rights_draft", "rights_draft_sealer"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is shown after a request was sent: what was asked for, and whose the information is.

    `child` is the name of the child it is about, as it was typed: it tells two children apart, and is shown an hour.
    """

    reference: str
    due_on: date | None
    ask: str
    is_of_child: bool
    child: str = ""


@dataclass(frozen=True, slots=True)
class SentForm:
    """What is shown of a form that was sent: the receipts, and the address written to or the word to get in.

    `word` is shown with the receipts where others read the mailbox: it is needed to get in.
    """

    receipts: tuple[Receipt, ...] = ()
    email: str = ""
    word: str = ""
    sent_at: datetime | None = None

    def is_shown_at(self, now: datetime) -> bool:
        """Whether its hour is not over."""
        return self.sent_at is not None and now - self.sent_at <= SHOWN_FOR


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers so far, the token that makes sending them twice one request, and what was sent from this browser.

    `last` is the form that was sent when nothing was answered since; `earlier` are those before, newest first. `space`
    is where the vault keeps the bytes of its `files`. `others` are the keys of forms put away in this browser. `own` is
    what whoever sent the `last` one need not say again to ask about another child.
    """

    secret: str
    token: str
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    last: SentForm = SentForm()
    earlier: tuple[SentForm, ...] = ()
    files: tuple[OfferedFile, ...] = ()
    space: str = field(default_factory=new_id)
    others: tuple[str, ...] = ()
    own: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def receipts(self) -> tuple[Receipt, ...]:
        """Those of the form that was sent, when nothing was answered since."""
        return self.last.receipts

    @property
    def all_sent(self) -> tuple[SentForm, ...]:
        """Every form that was sent, newest first."""
        return (self.last, *self.earlier)[:MOST_RECEIPTS] if self.receipts else self.earlier

    def earlier_at(self, now: datetime) -> tuple[SentForm, ...]:
        """The earlier ones that are still shown: for an hour."""
        return tuple(form for form in self.earlier if form.is_shown_at(now))

    def with_answer(self, step: str, answer: dict[str, Any]) -> Draft:
        """The draft with one step answered. After a receipt this is another request, so it gets a token of its own."""
        token = new_secret() if self.receipts else self.token
        answers = {**self.answers, step: answer}
        return replace(self, token=token, answers=answers, last=SentForm(), earlier=self.all_sent, own={})

    def without(self, steps: Iterable[str]) -> Draft:
        """The draft with the answers to some steps to be given anew."""
        gone = set(steps)
        return replace(self, answers={step: answer for step, answer in self.answers.items() if step not in gone})

    def sent(self, form: SentForm, own: dict[str, dict[str, Any]]) -> Draft:
        """What is left once it was sent."""
        return Draft(self.secret, self.token, last=form, earlier=self.earlier, others=self.others, own=own)

    def own_at(self, now: datetime) -> dict[str, dict[str, Any]]:
        """What can be asked on with: for an hour, as long as nothing else was begun."""
        return self.own if self.last.is_shown_at(now) else {}

    def begun_with(self, own: dict[str, dict[str, Any]]) -> Draft:
        """Another form with some answers in it; what was sent stays."""
        return replace(self, token=new_secret(), answers=own, last=SentForm(), earlier=self.all_sent, own={})

    def begun_anew(self) -> Draft:
        """Another form in the same browser: nothing is in it of the answers, and what was sent stays."""
        return replace(_fresh(), earlier=self.all_sent, others=(digest_of(self.secret), *self.others)[:MOST_PUT_AWAY])


def install(extensions: dict[str, Any], sealed: SealedCookie, sealer: SealedText) -> None:
    """Put the cookie and the sealer where this module finds them."""
    extensions[_COOKIE], extensions[_SEALER] = sealed, sealer


def read() -> Draft:
    """The visitor's draft, or a fresh one."""
    secret = _secret()
    if not secret:
        return _fresh()
    return _opened(secret, sealed_draft(reading(), digest_of(secret), resources().clock.utc_now()))


def take() -> Draft:
    """The visitor's draft, held until this request's transaction ends."""
    secret = _secret()
    if not secret:
        return _fresh()
    return _opened(secret, drafts.take_draft(unit_of_work(), resources().clock, digest_of(secret)))


def keep(response: Response, draft: Draft) -> None:
    """Keep the draft, and send its secret along with `response`. Raises InvalidCommand when it is too large."""
    key = digest_of(draft.secret)
    drafts.keep_draft(unit_of_work(), resources().clock, key, _sealer().seal(_packed(draft), key))
    _cookie().write(response, {"secret": draft.secret})


def key_of(draft: Draft) -> str:
    """The key that the draft is kept under."""
    return digest_of(draft.secret)


def arrived() -> None:
    """This browser has its draft: what led it here leads nowhere any more."""
    secret = _secret()
    if secret:
        draft_returns.arrived(unit_of_work(), resources().clock, digest_of(secret))


def taken_over(response: Response, found: TakenBack) -> bool:
    """Bring a draft to this browser and take it from the one it was in. False when there is nothing left to answer."""
    text = _sealer().open(found.sealed, found.key)
    draft = replace(_unpacked("", text), secret=new_secret()) if text is not None else _fresh()
    if not draft.answers:
        return False
    own = read()
    draft = replace(draft, earlier=own.all_sent, others=own.begun_anew().others)
    keep(response, draft)
    draft_returns.lead_on(unit_of_work(), resources().clock, found.way, key_of(draft))
    drafts.forget_draft(unit_of_work(), found.key)
    for offered in draft.files:
        name_file(draft, offered.sha256)
    return True


def name_file(draft: Draft, sha256: str) -> None:
    """Have a file of the draft kept as long as the draft is."""
    drafts.keep_draft_file(unit_of_work(), key_of(draft), draft.space, sha256)


def drop_file(draft: Draft, sha256: str) -> None:
    """Remove a file of the draft, its bytes too."""
    drafts.drop_draft_file(unit_of_work(), key_of(draft), draft.space, sha256)


def gone_files(draft: Draft) -> frozenset[str]:
    """The digests of files that the draft names and whose bytes are no longer here."""
    space, has_file = CaseId(draft.space), resources().has_file
    return frozenset(offered.sha256 for offered in draft.files if not has_file(space, offered.sha256))


def hand_over_files(draft: Draft) -> None:
    """The files of the draft belong to the cases that came of it."""
    if draft.files:
        drafts.hand_over_draft_files(unit_of_work(), key_of(draft))


def forget(response: Response) -> None:
    """Remove the draft, here and from the browser."""
    if _secret():
        remove(read())
    _cookie().clear(response)


def remove(draft: Draft) -> None:
    """Remove a draft, and every file of it, bytes too."""
    for offered in draft.files:
        drop_file(draft, offered.sha256)
    drafts.forget_draft(unit_of_work(), key_of(draft))


def _fresh() -> Draft:
    return Draft(new_secret(), new_secret())


def _secret() -> str:
    return str(_cookie().read(request.cookies).get("secret", ""))


def _packed(draft: Draft) -> str:
    held = {
        "token": draft.token,
        "answers": draft.answers,
        "last": _packed_form(draft.last),
        "earlier": [_packed_form(form) for form in draft.earlier],
        "files": [asdict(offered) for offered in draft.files],
        "space": draft.space,
        "others": draft.others,
        "own": draft.own,
    }
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def _packed_form(form: SentForm) -> list[Any]:
    receipts = [
        [one.reference, one.due_on and one.due_on.isoformat(), one.ask, one.is_of_child, one.child]
        for one in form.receipts
    ]
    return [receipts, form.email, form.word, form.sent_at and form.sent_at.isoformat()]


def _opened(secret: str, sealed: str) -> Draft:
    text = _sealer().open(sealed, digest_of(secret)) if sealed else None
    if text is None:
        return Draft(secret, new_secret())
    return _unpacked(secret, text)


def _unpacked(secret: str, text: str) -> Draft:
    held = json.loads(text)
    return Draft(
        secret,
        held["token"],
        held["answers"],
        _unpacked_form(held.get("last", _NOTHING_SENT)),
        tuple(map(_unpacked_form, held.get("earlier", ()))),
        tuple(OfferedFile(**offered) for offered in held["files"]),
        held["space"],
        tuple(held.get("others", ())),
        held.get("own", {}),
    )


def _unpacked_form(held: list[Any]) -> SentForm:
    receipts = tuple(
        Receipt(reference, date.fromisoformat(due_on) if due_on else None, *rest)
        for reference, due_on, *rest in held[0]
    )
    return SentForm(receipts, held[1], held[2], datetime.fromisoformat(held[3]) if held[3] else None)


def _cookie() -> SealedCookie:
    kept: SealedCookie = current_app.extensions[_COOKIE]
    return kept


def _sealer() -> SealedText:
    kept: SealedText = current_app.extensions[_SEALER]
    return kept
