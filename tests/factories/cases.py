"""A council's desk: the services run as its shells run them, and cases brought as far as a test needs."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from requests_.clock import Clock
from requests_.ids import CaseId, DocumentId, PackId, new_id
from requests_.model.case import Case
from requests_.model.collecting import CodeRoad
from requests_.model.commands import (
    AcceptEvidence,
    AcceptRequest,
    AssessEntitlement,
    CaseCommand,
    PackItem,
    RecordPack,
    RefuseRequest,
    SubmitRequest,
)
from requests_.model.entitlement import Entitlement
from requests_.model.entitlement_facts import Asker, Competence, Finding, SafetyChecks
from requests_.model.identity import Check, Evidence
from requests_.model.other_people import ShowGround
from requests_.model.people import Capacity
from requests_.model.review_commands import DecidePerson, RecordProposals
from requests_.model.rights import Right
from requests_.model.search_commands import FoundDocument, RecordSourceSearched
from requests_.model.second_persons import AgreeToStep
from requests_.model.sources import SourceSystem
from requests_.model.staff import Actor
from requests_.services import (
    assessment,
    collection,
    disclosure,
    identity,
    intake,
    reviewing,
    searching,
    second_persons,
)
from requests_.services.work import record_message_sent
from requests_.store.case_tables import CaseEventRow
from requests_.store.document_rows import CaseDocument
from requests_.store.session import Store, UnitOfWork
from tests.factories.clocks import MovingClock
from tests.factories.documents import found_document, mark_of, read_form
from tests.factories.people import APPROVER, CASEWORKER, OFFICER, data_subject, requester, third_party

Result = TypeVar("Result")
# Who somebody is who asks for another, and what they show for it.
ASKERS = {
    Capacity.PARENT: Asker.PARENTAL_RESPONSIBILITY,
    Capacity.REPRESENTATIVE: Asker.REPRESENTATIVE,
    Capacity.COURT_ORDER: Asker.REPRESENTATIVE,
}
SHOWN = {Capacity.REPRESENTATIVE: Evidence.SIGNED_AUTHORITY, Capacity.COURT_ORDER: Evidence.COURT_ORDER}
PACK = b"%PDF-1.7 a pack"


def submit_request(**changes: object) -> SubmitRequest:
    values: dict[str, object] = dict(
        form_token=new_id(),
        right=Right.ACCESS,
        capacity=Capacity.PARENT,
        subject=data_subject(),
        requester=requester(),
    )
    return SubmitRequest(**{**values, **changes})  # type: ignore[arg-type]


class Desk:
    """Everything a test does to a case goes through the real services, one transaction each."""

    def __init__(self, store: Store, clock: MovingClock | None = None, *, sources: tuple[str, ...] = ("case",)) -> None:
        self.store, self.clock, self.sources = store, clock or MovingClock(), sources
        systems = tuple(SourceSystem(key=key, title=key.title(), kind="sql", regime="uk_gdpr") for key in sources)
        with store.unit_of_work() as uow:
            uow.searches.register(systems)
            uow.commit()

    def do(self, service: Callable[[UnitOfWork, Clock, Any], Result], command: object) -> Result:
        return self.within(lambda uow: service(uow, self.clock, command))

    def within(self, work: Callable[[UnitOfWork], Result]) -> Result:
        with self.store.unit_of_work() as uow:
            result = work(uow)
            uow.commit()
            return result

    def case(self, key: CaseId) -> Case:
        return self.within(lambda uow: uow.cases.load(key))

    def reference(self, key: CaseId) -> str:
        return self.within(lambda uow: uow.cases.reference_of(key))

    def arrived(self) -> list[CaseId]:
        """Every case there is, in the order in which they came."""
        came = select(CaseEventRow.case_id).where(CaseEventRow.seq == 1).order_by(CaseEventRow.id)
        return self.within(lambda uow: [CaseId(case) for case in uow.session.scalars(came)])

    def documents(self, key: CaseId) -> list[CaseDocument]:
        return self.within(lambda uow: uow.documents.of_case(key))

    def jobs(self, key: CaseId) -> list[tuple[str, dict[str, Any]]]:
        """Open work of a case, as (job, arguments)."""
        due = self.within(lambda uow: uow.outbox.due(self.clock.utc_now(), resend_after=timedelta(0), limit=1000))
        return [(work.job, work.arguments) for work in due if work.case == key]

    def offer_codes(self) -> None:
        """What the job does for whoever asked for a code."""

        def offer(uow: UnitOfWork) -> None:
            for work in uow.outbox.open_of("offer_code"):
                by = CodeRoad(work.arguments["by"])
                collection.offer_code(uow, self.clock, work.arguments["reference"], by=by)
                uow.outbox.mark_done(work.key, self.clock.utc_now())

        self.within(offer)

    def mail_letters(self, key: CaseId) -> None:
        """What the job does for the letters that count once they have left: the mail server takes them."""
        for message in self.case(key).letters:
            self.within(lambda uow, message=message: record_message_sent(uow, self.clock, message))  # type: ignore[misc]

    # --- a case, brought to a stage ---

    def received(self, **changes: object) -> CaseId:
        return self.do(intake.receive_submission, submit_request(**changes)).case

    def assessing(self, **changes: object) -> CaseId:
        return self.prove(self.received(**changes))

    def searching(self, **changes: object) -> CaseId:
        return self.accept(self.assessing(**changes))

    def reviewing(self, *documents: FoundDocument, marked: bool = True, **mark: object) -> CaseId:
        return self.find(self.searching(), *documents, marked=marked, **mark)

    def signing_off(self) -> CaseId:
        return self.submit(self.reviewing())

    def signed_off(self) -> CaseId:
        return self.approve(self.signing_off())

    def packed(self, *, failed_check: str = "") -> CaseId:
        case = self.signed_off()
        self.record_pack(case, failed_check=failed_check)
        return case

    def responded(self) -> CaseId:
        case = self.packed()
        self.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))
        return case

    # --- a case, brought on from the stage before ---

    def prove(self, case: CaseId) -> CaseId:
        """Everyone shows who they are and that they may ask."""
        shown = SHOWN.get(self.case(case).capacity, Evidence.BIRTH_CERTIFICATE)
        for check, evidence in ((Check.IDENTITY, Evidence.KNOWN_CONTACT), (Check.AUTHORITY, shown)):
            if check in self.case(case).open_checks:
                self.accept_evidence(case, check, evidence)
        asker = ASKERS.get(self.case(case).capacity)
        if asker is not None:
            self.assess(case, asker=asker)
        return case

    def accept(self, case: CaseId) -> CaseId:
        self.do(assessment.accept_request, AcceptRequest(case=case, sources=self.sources, actor=CASEWORKER))
        return case

    def refuse(self, command: RefuseRequest) -> None:
        """Refused by one person, and agreed to by a second."""
        self.do(assessment.refuse_request, command)
        self.do(second_persons.agree_to_step, AgreeToStep(case=command.case, actor=OFFICER))

    def find(self, case: CaseId, *documents: FoundDocument, marked: bool = True, **mark: object) -> CaseId:
        """One letter with a third party in it, unless other documents are given; every other source is empty.

        `mark` changes how the third party is marked.
        """
        sha256 = self.store.vault.of(case).put(b"a letter")
        finds = documents or (found_document(sha256=sha256),)
        for source in self.sources:
            self.searched(case, source, *(finds if source == self.sources[0] else ()))
        for document in self.documents(case):
            if document.sha256:
                self.read(case, document.key)
        marks = {d.key: (mark_of("Dee Fox", **mark),) if marked else () for d in self.documents(case) if d.sha256}
        self.do(reviewing.record_proposals, RecordProposals(case=case, marks=marks))
        return case

    def submit(self, case: CaseId) -> CaseId:
        self.withhold(case)
        self.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
        return case

    def approve(self, case: CaseId) -> CaseId:
        self.do(disclosure.sign_off, CaseCommand(case=case, actor=APPROVER))
        return case

    # --- single steps ---

    def assess(self, case: CaseId, **changes: object) -> Entitlement:
        """A child who does not understand yet, a parent who showed who they are, nothing unsafe."""
        values: dict[str, object] = dict(
            case=case,
            asker=Asker.PARENTAL_RESPONSIBILITY,
            competence=Competence.NOT_COMPETENT,
            safety=SafetyChecks(protected_address=Finding.CLEAR, court_order=Finding.CLEAR),
            considered="The school says she does not follow it yet.",
            actor=CASEWORKER,
        )
        return self.do(identity.assess_entitlement, AssessEntitlement(**{**values, **changes}))  # type: ignore[arg-type]

    def withhold(self, case: CaseId, person: str = "person-1", actor: Actor = CASEWORKER) -> int:
        """Withhold everything about one other person, for the reason that is mostly given."""
        command = DecidePerson(
            case=case, person=person, withhold=True, record="A friend, whom we could not ask.", actor=actor
        )
        return self.do(reviewing.decide_person, command)

    def show(self, case: CaseId, person: str = "person-1", actor: Actor = CASEWORKER) -> int:
        """Show everything about one other person, who agreed."""
        agreed = ShowGround.AGREED
        command = DecidePerson(
            case=case, person=person, withhold=False, ground=agreed, record="By telephone, 3 June.", actor=actor
        )
        return self.do(reviewing.decide_person, command)

    def accept_evidence(self, case: CaseId, check: Check, evidence: Evidence, on: date | None = None) -> None:
        command = AcceptEvidence(
            case=case, check=check, evidence=evidence, received_on=on or self.clock.london_date(), actor=CASEWORKER
        )
        self.do(identity.accept_evidence, command)

    def searched(self, case: CaseId, source: str, *documents: FoundDocument, attempt: int = 1) -> None:
        command = RecordSourceSearched(
            case=case,
            source=source,
            attempt=attempt,
            looked_at=5,
            seconds=0.1,
            documents=documents,
            people=(third_party(),),
        )
        self.do(searching.record_source_searched, command)

    def read(self, case: CaseId, document: DocumentId) -> None:
        sha256 = self.store.vault.of(case).put(read_form())
        self.within(
            lambda uow: searching.record_document_read(
                uow, self.clock, case, document, read_sha256=sha256, pages=1, hidden=[]
            )
        )

    def record_pack(
        self,
        case: CaseId,
        *,
        failed_check: str = "",
        content: bytes = PACK,
        first_page: int = 1,
        pages: int = 1,
        certificate: str = "{}",
    ) -> PackId:
        included = [document.key for document in self.documents(case) if document.outcome]
        command = RecordPack(
            case=case,
            pack=PackId(new_id()),
            sha256=self.store.vault.of(case).put(content),
            size_bytes=len(content),
            pages=pages,
            items=tuple(PackItem(document=key, first_page=first_page, pages=1, withheld=1) for key in included),
            certificate=certificate,
            failed_check=failed_check,
        )
        self.do(disclosure.record_pack, command)
        return command.pack
