"""From the answers of the form to the command of the intake service."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.public.intake_steps import Answers, is_for_child
from requests_.model.commands import SubmitRequest
from requests_.model.people import Capacity, DataSubject, Requester
from requests_.model.rights import AccessScope, Category, Right


def to_command(answers: Answers, form_token: str) -> SubmitRequest:
    """The request that complete `answers` make."""
    requester = _requester(answers)
    return SubmitRequest(
        form_token=form_token,
        right=Right.ACCESS,
        capacity=Capacity.PARENT if is_for_child(answers) else Capacity.SUBJECT,
        subject=_subject(answers, requester),
        requester=requester,
        scope=_scope(answers),
        wording=answers["help"]["wording"],
    )


def _requester(answers: Answers) -> Requester:
    contact = answers["contact"]
    is_parent = is_for_child(answers)
    name = answers["name"]
    return Requester(
        name=answers["your-name"]["requester_name"] if is_parent else f"{name['given_name']} {name['family_name']}",
        email=contact["email"],
        phone=contact["phone"],
        address="" if is_parent else _one_line(answers["address"]["address"]),
        relation=answers["relation"]["relation"].replace("_", " ") if is_parent else "",
        is_safe_to_write=answers["post"]["is_safe_to_write"] == "yes",
    )


def _subject(answers: Answers, requester: Requester) -> DataSubject:
    is_parent = is_for_child(answers)
    return DataSubject(
        given_name=answers["name"]["given_name"],
        family_name=answers["name"]["family_name"],
        date_of_birth=date.fromisoformat(answers["birth"]["date_of_birth"]),
        other_names=_lines(answers["other-names"]["other_names"]),
        upn=answers["school"]["upn"].replace(" ", "").upper(),
        school=answers["school"]["school"],
        addresses=(_one_line(answers["address"]["address"]), *_lines(answers["earlier-addresses"]["past_addresses"])),
        emails=() if is_parent else (requester.email,),
        phones=() if is_parent or not requester.phone else (requester.phone,),
    )


def _scope(answers: Answers) -> AccessScope:
    kinds = answers.get("kinds", {}).get("categories", ()) if answers["what"]["extent"] == "some" else ()
    dates: Any = answers.get("dates", {}) if answers["when"]["period"] == "between" else {}
    return AccessScope(
        categories=tuple(Category(kind) for kind in kinds),
        from_on=_date(dates.get("from_on")),
        until_on=_date(dates.get("until_on")),
    )


def _date(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)


def _one_line(text: str) -> str:
    return ", ".join(line.strip(" ,") for line in text.split("\n") if line.strip(" ,"))
