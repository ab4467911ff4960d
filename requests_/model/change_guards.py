"""What has to be so before records are decided, changed, given back, or free to be used again."""

from __future__ import annotations

from requests_.model.case import Case
from requests_.model.outcome_terms import StoreAct
from requests_.model.outcomes import DECIDED_RIGHTS, OUTCOMES
from requests_.model.staff import Actor


def is_decided_by_item(case: Case, actor: Actor) -> str | None:
    """Records are decided one by one for every right but access."""
    return None if case.right in DECIDED_RIGHTS else "This request is answered with a pack."


def has_decisions(case: Case, actor: Actor) -> str | None:
    """Something was decided."""
    return None if case.decisions else "Nothing is decided yet: decide about a record, or about the request as a whole."


def has_planned_changes(case: Case, actor: Actor) -> str | None:
    """There is a plan that shows every row and file before and after."""
    return None if case.changes is not None else "The changes are still being worked out."


def has_no_approved_changes(case: Case, actor: Actor) -> str | None:
    """What was approved is carried out, not sent back."""
    return "The changes are approved already." if case.changes is not None and case.changes.is_approved else None


def has_approved_changes(case: Case, actor: Actor) -> str | None:
    """A second person approved the plan."""
    return None if case.changes is not None and case.changes.is_approved else "The changes are not approved."


def has_open_task(case: Case, actor: Actor) -> str | None:
    """Somebody was asked to do something."""
    return None if case.open_tasks else "No task is open in this case."


def has_carried_out(case: Case, actor: Actor) -> str | None:
    """The person is told that something was done when it was done, and shown to be."""
    if case.changes is None or not case.changes.is_made:
        return "The changes are not made yet."
    return "A task is not shown to be done yet." if case.open_tasks else None


def has_no_limit(case: Case, actor: Actor) -> str | None:
    """A limit on the use of a record stands until its person was told, and its day has come (art. 18(3); s.48(10))."""
    if not limits_use(case) or (case.limit_ends_on is not None and not case.open_tasks):
        return None
    return "This request limits the use of a record: tell the person that the limit ends, and have its mark taken off."


def limits_use(case: Case) -> bool:
    """Whether the use of a record was limited for this request."""
    is_made = case.changes is not None and case.changes.is_made
    return is_made and any(OUTCOMES[outcome].act is StoreAct.RESTRICT for outcome in case.decisions.values())


def has_made_changes(case: Case, actor: Actor) -> str | None:
    """What was decided is done."""
    return None if case.changes is not None and case.changes.is_made else "The changes are not made yet."


def has_nothing_to_put_back(case: Case, actor: Actor) -> str | None:
    """What a change needs to be put back stays until it cannot be put back any more."""
    if case.changes is not None and case.changes.may_be_undone:
        return "What was changed in a store can still be put back."
    return None


def has_changes_to_undo(case: Case, actor: Actor) -> str | None:
    """Something was changed that can be put back."""
    if case.changes is not None and case.changes.may_be_undone:
        return None
    return "Nothing was changed in a store that could be put back."
