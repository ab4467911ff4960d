import pytest

from requests_.deadlines.rules import ClockRegime
from requests_.model.case import clock_regime
from requests_.model.rights import Regime, Right
from requests_.model.staff import PERMISSIONS, SYSTEM, Permission


@pytest.mark.parametrize(
    ("right", "regime", "clock"),
    [
        (Right.ACCESS, Regime.UK_GDPR, ClockRegime.UKGDPR_SAR),
        (Right.RECTIFICATION, Regime.UK_GDPR, ClockRegime.UKGDPR_OTHER),
        (Right.CONSENT_WITHDRAWAL, Regime.UK_GDPR, ClockRegime.UKGDPR_OTHER),
        (Right.ACCESS, Regime.LAW_ENFORCEMENT, ClockRegime.P3_ACCESS),
        (Right.ERASURE, Regime.LAW_ENFORCEMENT, ClockRegime.P3_OTHER),
        (Right.COMPLAINT, Regime.UK_GDPR, ClockRegime.COMPLAINT_ACK),
        (Right.COMPLAINT, Regime.LAW_ENFORCEMENT, ClockRegime.COMPLAINT_ACK),
    ],
)
def test_the_clock_of_a_right_under_a_regime(right: Right, regime: Regime, clock: ClockRegime) -> None:
    assert clock_regime(right, regime) is clock


def test_the_system_is_bounded_by_its_code_and_by_no_permission() -> None:
    assert all(SYSTEM.may(permission) for permission in Permission)


def test_every_permission_is_somebodys() -> None:
    assert set().union(*PERMISSIONS.values()) == set(Permission)
