"""The council's two people of the demonstration: one reviews, another signs off."""

from __future__ import annotations

import time
import urllib.parse
from collections.abc import Callable, Mapping
from datetime import date

from lxml.html import HtmlElement

from requests_.ids import CaseId, DocumentId
from requests_.model.case import Case, Stage
from requests_.model.contact_details import CONTACT_KINDS
from requests_.model.exemptions import in_regime
from requests_.model.gates import is_health
from requests_.model.other_people import OWN_ROLES
from requests_.model.rights import Regime
from requests_.store.queries import case_page, review
from requests_.store.session import Store
from workers.demo.reviewer import Truth
from workers.demo.visitor import JourneyFault, Visitor

WORK_SECONDS = 600
PAUSE_SECONDS = 0.3
NOT_ASKED = "Children and families of the borough who do not know of the request: asking them would tell them of it."
NOT_IN_TIME = "The team that holds it was asked and has not answered: what there is does not wait for it."
OFFICES = "Numbers and places of offices and schools, looked at one by one."
# Why a whole document is withheld, by its reason under the UK GDPR.
WITHHELD_BECAUSE = {
    "S2P19_LPP": "Legal services confirmed on the telephone that this is advice to the council.",
    "S2P16_THIRD_PARTY": "Somebody else's own account, who was not asked: covering the names would hide nobody.",
}


class Officer:
    """A member of staff at a browser. Facts are read from the database; everything done is done on the pages."""

    def __init__(self, site: str, store: Store, reference: str, is_alive: Callable[[], None]) -> None:
        self._browser = Visitor(site)
        self._store = store
        self._is_alive = is_alive
        self.reference = reference
        with store.reading() as session:
            self.case: CaseId = case_page.case_key(session, reference)

    def sign_in(self, account: str, password: str) -> None:
        """Sign in, and see the case in the queue."""
        self._browser.open("/sign-in")
        self._browser.fill({"email": account, "password": password})
        if self.reference not in self._browser.text:
            raise JourneyFault("The queue does not show the new case.")

    def settle(self, evidence: str, received_on: date) -> None:
        """Record what settled the next check."""
        parts = {"day": received_on.day, "month": received_on.month, "year": received_on.year}
        when = {f"received_on-{part}": str(number) for part, number in parts.items()}
        self._open()
        self._browser.fill({"evidence": evidence, **when})

    def assess(self, facts: Mapping[str, str]) -> str:
        """Look up who may ask, and record it; returns what the table says."""
        self._open("/entitlement")
        self._browser.fill(facts, button="do=advise", form_with="considered")
        says = self._browser.says("rp-card")
        self._browser.fill(facts, button="do=record", form_with="considered")
        return says

    def accept(self) -> None:
        """Accept the request, with every source."""
        self._open()
        self._browser.press("accept")

    def wait_for(self, stage: Stage) -> None:
        """Wait until the case has come to a stage."""
        self._wait(lambda: self._case().stage is stage)

    def wait_for_pack(self) -> str:
        """Wait for the pack; returns the name of the check it failed, or nothing."""
        self._wait(lambda: self._case().pack is not None)
        pack = self._case().pack
        return pack.rejected_by if pack is not None else ""

    def accept_gaps(self) -> list[str]:
        """Accept every gap, for a reason; returns the sources."""
        gaps = list(self._case().unsettled_sources)
        for source in gaps:
            self._open(f"/sources/{source}/gap")
            self._browser.fill({"because": NOT_IN_TIME})
        return gaps

    def decide_documents(self, truth: Truth) -> int:
        """Decide each document that needs another outcome than it has; returns how many."""
        decided = 0
        with self._store.reading() as session:
            rows = review.document_rows(session, self.case)
            regimes = {row.key: Regime(row.regime) for row in case_page.source_rows(session, self.case)}
        for row in rows:
            outcome, reason = truth.outcome(row)
            if row.outcome == outcome:
                continue
            self._open(f"/documents/{row.key}")
            answers: dict[str, str | list[str]] = {"outcome": outcome.value}
            if reason:
                written = {"reason": in_regime(reason, regimes[row.source]), "record": WITHHELD_BECAUSE[reason]}
                answers = {**answers, **written}
            self._browser.fill(answers)
            decided += 1
        return decided

    def decide_people(self, truth: Truth) -> tuple[int, int]:
        """Decide person by person over the bundle; returns how many were withheld and shown."""
        with self._store.reading() as session:
            rows = [row for row in review.people_rows(session, self.case) if row.role not in OWN_ROLES]
        rows = [row for row in rows if row.person and (row.open_marks or row.disposition == "disclose")]
        gone = [row for row in rows if row.open_marks and truth.withholds_person(row)]
        shown = [row for row in rows if row not in gone]
        self._post_people("withhold", [row.person for row in gone], {"record": NOT_ASKED})
        for answers in {tuple(truth.shows_person(row).items()) for row in shown}:
            keys = [row.person for row in shown if tuple(truth.shows_person(row).items()) == answers]
            self._post_people("show", keys, dict(answers))
        return len(gone), len(shown)

    def decide_marks(self, truth: Truth) -> tuple[int, int]:
        """Decide the marks that point to nobody known, document by document; returns how many went and stayed."""
        withheld = shown = 0
        with self._store.reading() as session:
            documents = [row.key for row in review.document_rows(session, self.case) if row.open_marks]
        for document in documents:
            for must_go in (True, False):
                marks = self._open_marks(document, truth, must_go)
                for part, value in sorted({(part, value) for part, value, _ in marks}):
                    self._open(f"/documents/{document}?part={part}")
                    keys = [key for *where, key in marks if where == [part, value]]
                    decision, why = ("withhold", NOT_ASKED) if must_go else ("disclose", OFFICES)
                    self._browser.fill(
                        {"mark": keys, **({"record": why} if self._asks_why() else {})},
                        button=f"decision={decision}",
                        form_with="marks",
                    )
                withheld, shown = withheld + must_go * len(marks), shown + (not must_go) * len(marks)
        return withheld, shown

    def settle_health(self, record: str) -> int:
        """Record for every document about health that the person knows it already; returns how many there are."""
        with self._store.reading() as session:
            keys = [str(row.key) for row in review.document_rows(session, self.case) if is_health(row.category)]
        if keys:
            self._open("/health")
            self._browser.fill({"documents": keys, "ground": "already_known", "record": record})
        return len(keys)

    def submit(self) -> None:
        """Ask for sign-off."""
        self._open()
        self._browser.press("submit")

    def sign_off(self) -> None:
        """Look at what will be disclosed, and approve it."""
        page = self._open("/sign-off")
        boxes = [str(box.get("value")) for box in page.iter("input") if box.get("name") == "confirmed"]
        self._browser.fill({"confirmed": boxes})

    def release(self) -> None:
        """Let the requester collect the pack."""
        self._open()
        self._browser.press("release")

    def _open(self, page: str = "") -> HtmlElement:
        return self._browser.open(f"/case/{self.reference}{page}")

    def _post_people(self, decision: str, people: list[str], answers: dict[str, str]) -> None:
        """Say of these people, at once, why they are shown or withheld."""
        if people:
            self._open(f"/people/{decision}?{urllib.parse.urlencode({'person': people}, doseq=True)}")
            self._browser.fill({"person": people, **answers}, form_with="person")

    def _asks_why(self) -> bool:
        return any(field.get("id") == "marks-record" for field in self._browser.page.iter("textarea"))

    def _open_marks(self, document: DocumentId, truth: Truth, must_go: bool) -> list[tuple[int, str, str]]:
        """The part, the value and the key of each: contact details that are shown are shown one value at a time."""
        with self._store.reading() as session:
            rows = review.mark_rows(session, self.case, document)
        undecided = [row for row in rows if row.decision is None and row.disposition != "disclose"]
        chosen = [row for row in undecided if truth.withholds_mark(row) is must_go]
        return [(row.unit, "" if must_go else _contact(row), row.key) for row in chosen]

    def _case(self) -> Case:
        with self._store.reading() as session:
            return case_page.case_summary(session, self.case).case

    def _wait(self, is_reached: Callable[[], bool]) -> None:
        until = time.monotonic() + WORK_SECONDS
        while not is_reached():
            self._is_alive()
            failed = self._case().failed_work
            if failed:
                raise JourneyFault("A piece of work gave up: open the case in the staff app.")
            if time.monotonic() > until:
                raise JourneyFault(f"The work did not end within {WORK_SECONDS} seconds.")
            time.sleep(PAUSE_SECONDS)


def _contact(row: review.MarkRow) -> str:
    return f"{row.kind} {' '.join(row.text.split())}" if row.kind in CONTACT_KINDS else ""
