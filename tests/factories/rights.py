"""Cases of the rights other than access, brought as far as a test needs; the jobs run as the workers run them."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta

from requests_.ids import CaseId, DocumentId
from requests_.model.answer_commands import RecordRecipient
from requests_.model.decisions import ApproveChanges, ConfirmTask, DecideItem, SubmitDecisions
from requests_.model.outcome_terms import Finding, Nature, Outcome, RestrictionGround
from requests_.model.people import Capacity
from requests_.model.recipients import RecipientFinding
from requests_.model.records import RECORDS_TYPE
from requests_.model.rights import Right
from requests_.model.search_commands import FoundDocument
from requests_.services import deciding, recipients
from requests_.settings import ControllerProfile
from requests_.store.outbox import Work
from requests_.store.session import UnitOfWork
from tests.factories.cases import Desk
from tests.factories.documents import found_document
from tests.factories.people import APPROVER, CASEWORKER, requester
from workers.context import TOOLS, Tools, perform
from workers.mail.folder import FolderMailer
from workers.render.pdf import find_renderer
from workers.sources.stores import Store as EssStore

TOO_OLD = (Finding.NOT_NEEDED, Finding.LAWFUL, Finding.PAST_RETENTION, Finding.NO_HOLD)


def record_document(desk: Desk, ref: str = "tblLog:7", **fields: str) -> FoundDocument:
    """One row of a database as a search hands it over."""
    shown = fields or {"LogId": "7", "Txt": "Was late."}
    told = {"title": "Contact log", "columns": list(shown), "fields": list(shown), "rows": [list(shown.values())]}
    sha256 = desk.store.vault.put(json.dumps(told).encode())
    return found_document(ref=ref, title="Contact log", media_type=RECORDS_TYPE, sha256=sha256, file_name="x.json")


def tools_for(desk: Desk, stores: Mapping[str, EssStore], mail: FolderMailer) -> Tools:
    return Tools(
        store=desk.store,
        clock=desk.clock,
        ess_stores=stores,
        mailer=mail,
        renderer=find_renderer(),
        controller=ControllerProfile(),
        mail_from="rights@brackenford.example",
    )


def work_off(desk: Desk, tools: Tools) -> list[str]:
    """Do every piece of work that is due, and what comes of it; returns how each ended."""
    fates: list[str] = []
    token = TOOLS.set(tools)
    try:
        while works := desk.within(due_of(desk)):
            fates += [perform(work.key) for work in works]
            if "postponed" in fates:
                return fates
    finally:
        TOOLS.reset(token)
    return fates


def do_one(desk: Desk, tools: Tools, job: str) -> None:
    """Do the one piece of work of a kind that is due, and nothing beside it."""
    token = TOOLS.set(tools)
    try:
        assert [perform(work.key) for work in desk.within(due_of(desk)) if work.job == job] == ["done"]
    finally:
        TOOLS.reset(token)


def due_of(desk: Desk) -> Callable[[UnitOfWork], list[Work]]:
    """What is due now."""
    return lambda uow: uow.outbox.due(desk.clock.utc_now(), resend_after=timedelta(0))


def deciding_case(
    desk: Desk, right: Right, *documents: FoundDocument, is_searched: bool = True, **changes: object
) -> CaseId:
    """Somebody's own request, searched, with these records found in the first source."""
    asked = dict(right=right, capacity=Capacity.SUBJECT, requester=requester(name="Orla Fenwick", relation=""))
    case = desk.searching(**{**asked, **changes})
    for source in desk.sources if is_searched else ():
        desk.searched(case, source, *(documents if source == desk.sources[0] else ()))
    return case


def document_with(desk: Desk, case: CaseId, ref: str) -> DocumentId:
    return next(document.key for document in desk.documents(case) if document.ref == ref)


def decide(desk: Desk, case: CaseId, outcome: Outcome, document: str = "", **changes: object) -> None:
    """Decide about one record, with everything that the outcome needs."""
    values: dict[str, object] = dict(
        case=case,
        document=document,
        outcome=outcome,
        words="We looked at it again.",
        record="Compared with the school's own record; the head of service was asked.",
        nature=Nature.FACT,
        findings=TOO_OLD if outcome is Outcome.ERASED else (),
        ground=RestrictionGround.ACCURACY_CONTESTED if outcome is Outcome.RESTRICTED else None,
        actor=CASEWORKER,
    )
    desk.do(deciding.decide_item, DecideItem(**{**values, **changes}))  # type: ignore[arg-type]


def submit(desk: Desk, case: CaseId, because: str = "You did not ask about the others.") -> None:
    desk.do(deciding.submit_decisions, SubmitDecisions(case=case, actor=CASEWORKER, because=because))


def approve(desk: Desk, case: CaseId) -> None:
    changes = desk.case(case).changes
    assert changes is not None
    desk.do(deciding.approve_changes, ApproveChanges(case=case, sha256=changes.sha256, actor=APPROVER))


def confirm_tasks(desk: Desk, case: CaseId) -> None:
    """Show that every open task is done."""
    for task in sorted(desk.case(case).open_tasks):
        desk.do(
            deciding.confirm_task,
            ConfirmTask(
                case=case,
                task=task,
                done_on=desk.clock.london_date(),
                evidence="Mail of the team, with a picture.",
                actor=CASEWORKER,
            ),
        )


def settle(desk: Desk, case: CaseId) -> None:
    """Record that nobody was given the information."""
    command = RecordRecipient(
        case=case,
        finding=RecipientFinding.NOBODY,
        name="",
        told_on=None,
        record="The register of disclosures; the team was asked.",
        actor=CASEWORKER,
    )
    desk.do(recipients.record_recipient, command)
