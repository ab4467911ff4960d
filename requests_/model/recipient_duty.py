"""When whoever was given information has to be told what became of it."""

from __future__ import annotations

from requests_.model.case import Case
from requests_.model.lawful_basis import recipient_duty
from requests_.model.outcome_terms import StoreAct
from requests_.model.outcomes import OUTCOMES

# What is done to a record that whoever was given it has to be told of (UK GDPR art. 19; DPA 2018 s.48(7), (9)).
_TOLD_OF = frozenset({StoreAct.CHANGE, StoreAct.STATEMENT, StoreAct.ERASE, StoreAct.RESTRICT})


def must_tell(case: Case) -> bool:
    """Whether something was corrected, deleted or limited by a right after which its recipients have to be told."""
    if recipient_duty(case.right, case.regime) is None:
        return False
    return any(OUTCOMES[outcome].act in _TOLD_OF for outcome in case.decisions.values())
