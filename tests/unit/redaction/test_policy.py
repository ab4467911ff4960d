"""POLICY has a row for everybody, each with a citation, and forgets nobody."""

import pytest

from redaction.policy import POLICY, UNKNOWN, Sort, rule_for
from redaction.values import Disposition, Role


@pytest.mark.parametrize("role", [*Role, UNKNOWN])
@pytest.mark.parametrize("sort", Sort)
def test_every_role_and_sort_has_a_rule_with_a_citation(role: Role | str, sort: Sort) -> None:
    rule = POLICY[role, sort]
    assert rule.citation
    assert rule.says


@pytest.mark.parametrize(
    ("role", "kind", "disposition", "provision"),
    [
        (Role.SUBJECT, "person", Disposition.DISCLOSE, ""),
        (Role.SUBJECT, "nhs_number", Disposition.DISCLOSE, ""),
        (Role.REQUESTER, "phone", Disposition.DISCLOSE, ""),
        (Role.THIRD_PARTY, "person", Disposition.WITHHOLD, "S2P16_THIRD_PARTY"),
        (Role.THIRD_PARTY, "postcode", Disposition.WITHHOLD, "S2P16_THIRD_PARTY"),
        (Role.PROFESSIONAL, "person", Disposition.DISCLOSE, "S2P17_WORKER"),
        (Role.PROFESSIONAL, "email", Disposition.DISCLOSE, "S2P17_WORKER"),
        (Role.PROFESSIONAL, "date_of_birth", Disposition.REFER, "S2P16_THIRD_PARTY"),
        (Role.ORGANISATION, "person", Disposition.DISCLOSE, ""),
        (Role.ORGANISATION, "phone", Disposition.DISCLOSE, ""),
        (UNKNOWN, "person", Disposition.REFER, "S2P16_THIRD_PARTY"),
        (UNKNOWN, "a kind of tomorrow", Disposition.REFER, "S2P16_THIRD_PARTY"),
    ],
)
def test_what_is_proposed_for_whom(role: Role | str, kind: str, disposition: Disposition, provision: str) -> None:
    rule = rule_for(role, kind)
    assert (rule.disposition, rule.provision) == (disposition, provision)


@pytest.mark.parametrize("kind", ["phone", "nhs_number"])
def test_a_number_that_nobody_owns_comes_with_what_to_do_about_it(kind: str) -> None:
    assert "list it with its owner; if not, withhold it" in rule_for(UNKNOWN, kind).says


def test_a_role_nobody_thought_of_is_referred() -> None:
    assert rule_for("visitor", "person").disposition is Disposition.REFER
