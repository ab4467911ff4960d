"""How a requester without an account is let in: a case reference, and a one-time code by mail or by text.

Those of five digits were counted, and whoever reads a mailbox reads the reference in it: where others do, a code alone
opens nothing. It takes the word too that the requester was shown when they sent the form, or was told by the council.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from requests_.clock import Clock
from requests_.errors import Conflict, NotAllowed
from requests_.ids import CaseId, entry_word, new_id, new_secret, normal_reference, readable_code, typed_signs
from requests_.model.addressee import ADDRESSEE_CODE
from requests_.model.collecting import TO_REQUESTER, CodeRoad
from requests_.model.commands import CaseCommand
from requests_.model.lifecycle import Action, why_not
from requests_.model.staff import Actor, ActorKind, Permission
from requests_.store.session import UnitOfWork

CODE_LIFETIME = timedelta(minutes=30)
SESSION_LIFETIME = timedelta(hours=1)
# By each road: codes that were mailed keep none from being texted.
LIVE_CODES = 3
# 49 bits, thirty minutes. The web app counts wrong tries for each browser and network address; they kill no code, or
# whoever knows a reference could kill its owner's from many addresses. Ten thousand guesses meet a live code of either
# road once in ten thousand million times; a million, once in a hundred million.
CODE_SIGNS = 10


def ask_for_code(uow: UnitOfWork, clock: Clock, reference: str, *, by: CodeRoad = CodeRoad.EMAIL) -> None:
    """Have a code sent to whoever made the request of a reference, or to whom its copy goes, if there is anybody.

    Nothing is looked up here: who asks learns neither from the answer nor from its time whether the reference exists.
    """
    uow.outbox.add("offer_code", None, new_id(), clock.utc_now(), reference=reference, by=str(by))


def offer_code(uow: UnitOfWork, clock: Clock, reference: str, *, by: CodeRoad = CodeRoad.EMAIL) -> None:
    """Have a code mailed or texted; nothing where there is no such case, nobody to have it, or codes enough are open.

    Whether there is a number that is safe to text is for the job that texts to see: else the code is mailed.
    """
    case = _case(uow, reference)
    if case is None:
        return
    if by is not CodeRoad.ADDRESSEE:
        requester = uow.people.requester_of(case)
        if not requester.email.strip() and not (by is CodeRoad.TEXT and requester.texts_to):
            # Their letters come by post: nobody can have a failed mail flagged by asking for a code.
            return
        _add_code(uow, clock, case, by, "access_code", "send_text" if by is CodeRoad.TEXT else "send_message")
    elif why_not(uow.cases.load(case), Action.COLLECT_PACK, Actor(ActorKind.ADDRESSEE, case)) is None:
        _add_code(uow, clock, case, by, ADDRESSEE_CODE, "send_message")


def _add_code(uow: UnitOfWork, clock: Clock, case: CaseId, road: CodeRoad, kind: str, job: str) -> None:
    at = clock.utc_now()
    if uow.admission.count_open_codes(case, at, road) >= LIVE_CODES:
        return
    code = uow.admission.add_access_code(case, at + CODE_LIFETIME, road)
    message = uow.people.add_message(case, kind, at, access_code=code)
    uow.outbox.add(job, case, message, at, message=message)


def make_code(uow: UnitOfWork, access_code: str) -> str:
    """Make the code itself, in the job that mails it; only its hash is kept. A code made again replaces the last."""
    code = readable_code(CODE_SIGNS)
    uow.admission.access_code(access_code).code_hash = _hash(access_code, code)
    return f"{code[:5]}-{code[5:]}"


def open_session(uow: UnitOfWork, clock: Clock, reference: str, code: str, word: str = "") -> str:
    """Trade a code, and the word where one is needed, for a session secret.

    Raises NotAllowed, alike for a wrong reference, a wrong code and a wrong word.
    """
    used = _used_up(uow, clock, reference, code, TO_REQUESTER, word)
    if used is not None:
        return _new_session(uow, clock, used)
    raise NotAllowed(
        "That code is not right, or it is out of date, or the word is not right. Check them, or ask for a new code."
    )


def open_addressee_session(uow: UnitOfWork, clock: Clock, reference: str, code: str) -> str:
    """Trade an addressee's code for the secret of a session in which the copy may be taken, and nothing else be seen.

    Raises NotAllowed, alike for whatever is wrong.
    """
    used = _used_up(uow, clock, reference, code, (CodeRoad.ADDRESSEE,))
    if used is not None:
        return _new_session(uow, clock, used, is_for_addressee=True)
    raise NotAllowed("That code is not right, or it is out of date. Check it, or ask for a new code.")


def _used_up(
    uow: UnitOfWork, clock: Clock, reference: str, code: str, roads: tuple[CodeRoad, ...], word: str | None = None
) -> CaseId | None:
    """The case of the live code that was typed, which then works no more.

    Nothing is done for a wrong one, so that it takes as long whether there is a case, or a live code, or not. A case
    whose details are erased has none. `word` is asked for where it is given; where none is needed any will do.
    """
    now, typed, reference = clock.utc_now(), typed_signs(code), normal_reference(reference) or ""
    for live in uow.admission.live_codes(reference, now, roads):
        case = CaseId(live.case_id)
        is_code = hmac.compare_digest(live.code_hash or "", _hash(live.id, typed))
        if is_code and (word is None or uow.admission.is_word(case, word)):
            live.used_at = now
            return case
    return None


def new_word(uow: UnitOfWork, clock: Clock, command: CaseCommand) -> str:
    """A word in place of the one that a requester lost, to be told once to whoever proved who they are.

    Raises NotAllowed, and Conflict where no word is needed.
    """
    if not command.actor.may(Permission.WORK_CASE):
        raise NotAllowed("Your role does not allow this. Ask an administrator if it should.")
    if not uow.admission.needs_word(command.case):
        raise Conflict("Nobody else reads the mailbox of this request: a code is enough to get in.")
    word = entry_word()
    uow.admission.need_word(command.case, word)
    uow.desk.record(command.case, "", "entry_word", by=command.actor.key, at=clock.utc_now())
    return word


def session_case(uow: UnitOfWork, clock: Clock, secret: str) -> CaseId | None:
    """The case that a session secret opens, if it is still alive."""
    return uow.admission.session_case(_digest(secret), clock.utc_now())


def addressee_case(uow: UnitOfWork, clock: Clock, secret: str) -> CaseId | None:
    """The case whose copy the secret of an addressee's session lets somebody take, if it is still alive."""
    return uow.admission.session_case(_digest(secret), clock.utc_now(), is_for_addressee=True)


def close_session(uow: UnitOfWork, secret: str) -> None:
    """End the session of a secret: from now on the secret opens nothing, whoever kept it."""
    uow.admission.close_session(_digest(secret))


def _new_session(uow: UnitOfWork, clock: Clock, case: CaseId, *, is_for_addressee: bool = False) -> str:
    secret, ends_at = new_secret(), clock.utc_now() + SESSION_LIFETIME
    uow.admission.open_session(_digest(secret), case, ends_at, is_for_addressee=is_for_addressee)
    return secret


def _case(uow: UnitOfWork, reference: str) -> CaseId | None:
    """The case of a reference; None when there is none, and alike when its details are erased."""
    known = normal_reference(reference)
    case = None if known is None else uow.cases.with_reference(known)
    return None if case is None or uow.cases.load(case).erased_on is not None else case


def _hash(key: str, code: str) -> str:
    return hmac.new(key.encode(), code.encode(), hashlib.sha256).hexdigest()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
