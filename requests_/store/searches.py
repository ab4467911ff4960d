"""The sources of the installation, and the record of what was searched for a case."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.rights import Regime
from requests_.model.sources import SearchState, SourceSystem, StoresOrigin
from requests_.store.operations_tables import SourceSearchRow, SourceSystemRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """What one search of one source came to."""

    state: SearchState
    attempt: int
    looked_at: int = 0
    found: int = 0
    possible: int = 0
    seconds: float = 0.0
    reason: str = ""
    unreadable: tuple[str, ...] = ()
    gap_accepted: bool = False


class SearchRepository:
    """Sources, and searches of them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def register(self, sources: tuple[SourceSystem, ...]) -> None:
        """Make the installation's list of sources these and no others."""
        self._session.execute(delete(SourceSystemRow))
        self._session.add_all(
            SourceSystemRow(
                key=source.key,
                title=source.title,
                kind=source.kind,
                regime=source.regime,
                lawful_basis=source.lawful_basis,
                origin=source.origin.value,
            )
            for source in sources
        )

    def sources(self) -> list[SourceSystem]:
        """Every source of the installation."""
        rows = self._session.scalars(select(SourceSystemRow).order_by(SourceSystemRow.key))
        return [system_from(row) for row in rows]

    def regimes(self) -> dict[str, Regime]:
        """The law each source is held under; one that is not of the installation any more is the UK GDPR's."""
        return defaultdict(lambda: Regime.UK_GDPR, {source.key: Regime(source.regime) for source in self.sources()})

    def record(self, case: CaseId, source: str, search: SearchRecord) -> None:
        """Keep what came of the newest search of a source."""
        self._session.merge(
            SourceSearchRow(
                case_id=case,
                source=source,
                attempt=search.attempt,
                state=search.state.value,
                looked_at=search.looked_at,
                found=search.found,
                possible=search.possible,
                seconds=search.seconds,
                reason=search.reason,
                unreadable=list(search.unreadable),
                gap_accepted=search.gap_accepted,
            )
        )

    def leave_out(self, case: CaseId, sources: tuple[str, ...]) -> None:
        """Keep that these were not to be searched."""
        for source in sources:
            left_out = SearchRecord(
                state=SearchState.LEFT_OUT,
                attempt=1,
                reason="Left out when the request was accepted.",
                gap_accepted=True,
            )
            self.record(case, source, left_out)

    def accept_gap(self, case: CaseId, source: str) -> None:
        """The case is answered without this source."""
        row = self._session.get(SourceSearchRow, (case, source))
        if row is not None:
            row.gap_accepted = True


def system_from(row: SourceSystemRow) -> SourceSystem:
    """A store out of its row."""
    return SourceSystem(
        key=row.key,
        title=row.title,
        kind=row.kind,
        regime=row.regime,
        lawful_basis=row.lawful_basis,
        origin=StoresOrigin(row.origin),
    )
