"""A new word to get in, for a requester whose mail others read and who lost theirs. It is shown once."""

from __future__ import annotations

from flask import Blueprint

from portal.staff.case_context import case_page, find
from portal.staff.permissions import actor, requires
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.model.commands import CaseCommand
from requests_.model.staff import Permission
from requests_.services import collection

views = Blueprint("entry_word", __name__, url_prefix="/case/<reference>/word")


@views.post("")
@requires(Permission.WORK_CASE)
def make(reference: str) -> str:
    case = find(reference)
    word = collection.new_word(unit_of_work(), resources().clock, CaseCommand(case=case, actor=actor()))
    return case_page("staff/case/entry_word.html", case, word=word)
