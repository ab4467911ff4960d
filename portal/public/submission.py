"""From the answers of the form to the commands of the intake service: one for each right and each data subject."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from portal.public.asks import Ask, chosen
from portal.public.intake_conditions import Answers, asks_in, capacity_in
from portal.public.intake_steps import in_force
from portal.web.upn_field import upn_in
from requests_.model.addressee import Addressee, CopyGoesTo
from requests_.model.commands import SubmitRequest
from requests_.model.people import Capacity, DataSubject, Requester
from requests_.model.rights import AccessScope, Category, Right
from templates.languages import ENGLISH, Language

Lines = Iterator[tuple[str, str]]
_CAPACITY_OF_CHILD = {"parent": Capacity.PARENT, "both": Capacity.PARENT}


def to_commands(
    answers: Answers, form_token: str, language: Language = ENGLISH
) -> tuple[tuple[Ask, SubmitRequest], ...]:
    """The requests that complete `answers` make, in the order of the table of asks, a child's before the adult's.

    `language` is the one the pages were read in: we write in it too, as far as it goes.
    """
    kept = in_force(answers)
    return tuple(
        (ask, _command(kept, form_token, ask, capacity, language))
        for ask in chosen(asks_in(kept))
        for capacity in _capacities(kept)
    )


def _capacities(answers: Answers) -> tuple[Capacity, ...]:
    who = capacity_in(answers)
    if who == "both":
        return (Capacity.PARENT, Capacity.SUBJECT)
    return (Capacity(who),)


def _command(answers: Answers, form_token: str, ask: Ask, capacity: Capacity, language: Language) -> SubmitRequest:
    requester = _requester(answers, capacity, language)
    is_adult_of_both = capacity is Capacity.SUBJECT and capacity_in(answers) == "both"
    return SubmitRequest(
        form_token=_token(form_token, ask.key, capacity),
        right=ask.right,
        capacity=capacity,
        subject=_adult(answers, requester) if is_adult_of_both else _subject(answers, requester, capacity),
        requester=requester,
        scope=_scope(answers) if ask.right is Right.ACCESS else AccessScope(),
        wording=_WORDING[ask.key](answers),
        asked=dict((key, words) for key, words in _asked(answers, ask, capacity, language) if words),
        **(_GOES_TO[ask.right](answers) if ask.right in _GOES_TO else {}),
    )


def _copy_to(answers: Answers) -> dict[str, Any]:
    """Whom the copy of an access request goes to."""
    given = answers["copy-to"]
    goes_to = CopyGoesTo(given["goes_to"])
    if goes_to is CopyGoesTo.REQUESTER:
        return {}
    addressee = Addressee(name=given["name"], email=given["email"], organisation=given["organisation"])
    return {"copy_goes_to": goes_to, "addressee": addressee}


def _file_to(answers: Answers) -> dict[str, Any]:
    """Whom a file goes straight to, besides whoever asks (UK GDPR art. 20(2)); nobody whom we could not reach."""
    given = answers["portable"]
    if not given["email"]:
        return {}
    return {"copy_goes_to": CopyGoesTo.BOTH, "addressee": Addressee(name=given["to"], email=given["email"])}


_GOES_TO: Mapping[Right, Callable[[Answers], dict[str, Any]]] = {
    Right.ACCESS: _copy_to,
    Right.PORTABILITY: _file_to,
}


def _token(form_token: str, ask: str, capacity: Capacity) -> str:
    """One token a case: the same form sent twice makes each of its cases once."""
    return hashlib.sha256(f"{form_token}|{ask}|{capacity}".encode()).hexdigest()[:60]


def _requester(answers: Answers, capacity: Capacity, language: Language) -> Requester:
    contact, safe, protect = answers["contact"], answers["safe"], answers["protect"]
    is_own = capacity_in(answers) == "subject"
    name = answers["name"]
    own_address = _given(answers, "address" if is_own else "own-address", "address")
    return Requester(
        name=f"{name['given_name']} {name['family_name']}" if is_own else answers["your-name"]["requester_name"],
        email=contact["email"],
        phone=contact["phone"],
        address=_one_line(own_address),
        relation=_relation(answers) if capacity is not Capacity.SUBJECT else "",
        organisation=_given(answers, "acting", "organisation"),
        is_safe_to_write=safe["is_safe_to_write"] == "yes",
        is_safe_to_call=safe["is_safe_to_call"] == "yes",
        is_safe_to_text=contact.get("texts") == "yes",
        is_mailbox_private=safe["mailbox"] == "private",
        is_protected=protect["is_protected"] == "yes",
        keep_from=protect["keep_from"],
        language=language.key,
    )


def _relation(answers: Answers) -> str:
    if capacity_in(answers) == "court_order":
        return "holder of a court order"
    given = _given(answers, "relation", "relation") or _given(answers, "acting", "relation")
    return given.replace("_", " ")


def _subject(answers: Answers, requester: Requester, capacity: Capacity) -> DataSubject:
    is_own = capacity is Capacity.SUBJECT
    return DataSubject(
        given_name=answers["name"]["given_name"],
        family_name=answers["name"]["family_name"],
        date_of_birth=date.fromisoformat(answers["birth"]["date_of_birth"]),
        other_names=_lines(_given(answers, "other-names", "other_names")),
        upn=upn_in(_given(answers, "school", "upn")),
        school=answers["school"]["school"],
        addresses=(
            _one_line(answers["address"]["address"]),
            *_lines(_given(answers, "earlier-addresses", "past_addresses")),
        ),
        emails=(requester.email,) if is_own else (),
        phones=(requester.phone,) if is_own and requester.phone else (),
    )


def _adult(answers: Answers, requester: Requester) -> DataSubject:
    """The adult who asks for themselves beside their child; the last word of a name is the family name."""
    given, _, family = requester.name.rpartition(" ")
    return DataSubject(
        given_name=given,
        family_name=family,
        date_of_birth=date.fromisoformat(answers["own-birth"]["date_of_birth"]),
        school=answers["school"]["school"],
        addresses=(requester.address,),
        emails=(requester.email,),
        phones=(requester.phone,) if requester.phone else (),
    )


def _scope(answers: Answers) -> AccessScope:
    kinds = answers.get("kinds", {}).get("categories", ()) if answers["what"]["extent"] == "some" else ()
    dates: Any = answers.get("dates", {}) if answers["when"]["period"] == "between" else {}
    return AccessScope(
        categories=tuple(Category(kind) for kind in kinds),
        from_on=_date(dates.get("from_on")),
        until_on=_date(dates.get("until_on")),
        dated=_dated(answers, kinds),
    )


def _dated(answers: Answers, kinds: Sequence[str]) -> tuple[Category, ...]:
    """The kinds that the dates count for; none where they count for every kind that is asked for."""
    given = answers.get("dated-kinds", {}).get("dated", ())
    dated = tuple(Category(kind) for kind in kinds if kind in given)
    return dated if len(dated) < len(kinds) else ()


def _asked(answers: Answers, ask: Ask, capacity: Capacity, language: Language) -> Lines:
    """What staff read about a request besides its wording: a key of `LABELS["asked"]`, and what was answered."""
    yield "objection", ask.kind
    step, fields = _FIELDS[ask.key]
    given: Mapping[str, Any] = answers[step]
    for field in fields:
        value = given[field]
        yield field, ", ".join(value) if isinstance(value, list) else str(value or "")
    if capacity is not Capacity.SUBJECT:
        yield "agrees", answers["agrees"]["agrees"]
        yield "authority", answers["authority"]["authority"]
    for field in ("order", "court"):
        yield field, _given(answers, "order", field)
    yield "wrote_in", language.name if language.words else ""
    for field in ("answer_as", "language", "needed_by"):
        yield field, _given(answers, "answer", field)


# Where each ask's own answers stand, and which of them staff read as fields beside the words.
_FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "access": ("help", ("schools", "officers", "places")),
    "rectification": ("wrong", ("item", "wrong", "right", "shown_by")),
    "erasure": ("erase", ("item", "ground")),
    "restriction": ("limit", ("item", "ground")),
    "objection": ("object", ("item",)),
    "marketing": ("marketing", ("item",)),
    "automated": ("automated", ("item", "wants")),
    "consent": ("consent", ("item",)),
    "portability": ("portable", ("item", "to")),
    "complaint": ("complaint", ("remedy", "about_reference")),
}
# The words of the request itself: what letters and staff quote.
_WORDING: dict[str, Callable[[Answers], str]] = {
    "access": lambda answers: answers["help"]["wording"],
    "rectification": lambda answers: "",
    "erasure": lambda answers: answers["erase"]["why"],
    "restriction": lambda answers: answers["limit"]["why"],
    "objection": lambda answers: answers["object"]["why"],
    "marketing": lambda answers: "",
    "automated": lambda answers: answers["automated"]["why"],
    "consent": lambda answers: "",
    "portability": lambda answers: "",
    "complaint": lambda answers: answers["complaint"]["what"],
}


def _given(answers: Answers, step: str, field: str) -> str:
    """What was answered; nothing where it was not asked."""
    return str(answers.get(step, {}).get(field) or "")


def _date(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)


def _one_line(text: str) -> str:
    return ", ".join(line.strip(" ,") for line in text.split("\n") if line.strip(" ,"))
