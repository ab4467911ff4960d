"""Everything that is shown has a name of its own."""

from enum import StrEnum

import pytest

from requests_.model.breaches.breach import BreachStage
from requests_.model.breaches.events import BREACH_EVENTS
from requests_.model.breaches.lifecycle import BreachAction
from requests_.model.breaches.terms import (
    BreachKind,
    Cause,
    Likelihood,
    Loss,
    Origin,
    Part,
    PeopleKind,
    Phase,
    Risk,
    Severity,
)
from requests_.model.case import Stage
from requests_.model.consents import ConsentAnswer, Road
from requests_.model.entitlement_facts import Asker, ChildView, Competence, Finding
from requests_.model.entitlement_rows import EntitlementOutcome
from requests_.model.events.base import Channel, DocumentOutcome, ExtensionReason, RefusalGround
from requests_.model.exemptions import Decider
from requests_.model.gates import HealthGround
from requests_.model.identity import Check, Evidence
from requests_.model.other_people import ShowGround
from requests_.model.outcome_terms import Outcome
from requests_.model.people import Capacity, PersonRole
from requests_.model.recipient_kinds import Recipient
from requests_.model.rights import Category, Regime, Right
from requests_.model.sources import Band, ReadState, SearchState
from requests_.model.staff import Role
from templates.labels import LABELS, label

GROUPS: dict[str, type[StrEnum]] = {
    "category": Category,
    "category_short": Category,
    "right": Right,
    "capacity": Capacity,
    "stage": Stage,
    "stage_colour": Stage,
    "check": Check,
    "evidence": Evidence,
    "asker": Asker,
    "competence": Competence,
    "child_view": ChildView,
    "finding": Finding,
    "entitlement_outcome": EntitlementOutcome,
    "health_ground": HealthGround,
    "show_ground": ShowGround,
    "decider": Decider,
    "regime": Regime,
    "extension_reason": ExtensionReason,
    "refusal_ground": RefusalGround,
    "search_state": SearchState,
    "search_colour": SearchState,
    "read_state": ReadState,
    "outcome": DocumentOutcome,
    "person_role": PersonRole,
    "staff_role": Role,
    "band": Band,
    "decision": Outcome,
    "recipient": Recipient,
    "channel": Channel,
    "consent_answer": ConsentAnswer,
    "road": Road,
    "breach_kind": BreachKind,
    "breach_origin": Origin,
    "loss": Loss,
    "breach_people": PeopleKind,
    "likelihood": Likelihood,
    "severity": Severity,
    "risk": Risk,
    "risk_colour": Risk,
    "phase": Phase,
    "breach_cause": Cause,
    "breach_stage": BreachStage,
    "breach_stage_colour": BreachStage,
    "breach_part": Part,
    "breach_action": BreachAction,
}


@pytest.mark.parametrize(("group", "values"), GROUPS.items())
def test_every_value_has_a_label_and_no_label_is_left_over(group: str, values: type[StrEnum]) -> None:
    assert set(LABELS[group]) == {str(value) for value in values}


def test_everything_that_can_happen_to_a_breach_has_a_label() -> None:
    assert set(LABELS["breach_event"]) == set(BREACH_EVENTS)


def test_a_value_without_a_label_is_spelled_as_words() -> None:
    assert label("stage", "not_yet_known") == "Not yet known"
