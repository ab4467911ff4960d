"""The rights to what is held to investigate and prosecute, from the public form on (DPA 2018 ss.46 to 48).

The form knows no law: the store that holds a record says under which it is held, and the letter follows the record.
"""

from pathlib import Path
from typing import Any

import pytest

from requests_.errors import InvalidCommand
from requests_.model.outcome_terms import Outcome, RestrictionGround
from requests_.model.sources import SourceSystem
from tests.factories.cases import Desk
from tests.factories.ess import Ess, sqlite_ess
from tests.factories.rights import TOO_OLD, decide, document_with, tools_for
from tests.integration.portal.test_rights_to_the_store import (
    RECIPIENTS,
    answer,
    carried_out,
    mails,
    searched,
    tell_recipients,
)
from workers.context import Tools
from workers.mail.folder import FolderMailer
from workers.sources.stores_file import load_stores

ROUTES = ("section 164A", "section 165", "section 51", "section 167")
# The person is twelve, and is written to as such.
LIMITED = "we use it only for what it must be kept for"


@pytest.fixture
def ess(tmp_path: Path) -> Ess:
    return sqlite_ess(tmp_path / "ess")


@pytest.fixture
def tools(desk: Desk, ess: Ess, tmp_path: Path) -> Tools:
    stores = {store.id: store for store in load_stores(ess.stores)}
    held = tuple(
        SourceSystem(key=key, title=key.title(), kind="sql", regime="law_enforcement", lawful_basis="law_enforcement")
        for key in desk.sources
    )
    desk.within(lambda uow: uow.searches.register(held))
    return tools_for(desk, stores, FolderMailer(tmp_path / "mail"))


@pytest.mark.parametrize(
    ("ask", "outcome", "said", "law"),
    [
        ("rectification", Outcome.REFUSED_EVIDENCE_RESTRICTED, {}, "section 46(4)"),
        ("erasure", Outcome.ERASURE_EVIDENCE_RESTRICTED, {"findings": TOO_OLD}, "section 47(2)"),
    ],
)
def test_evidence_is_kept_as_it_is_and_limited_and_the_letter_says_so_with_every_route(
    visitor: Any, desk: Desk, tools: Tools, ess: Ess, tmp_path: Path, ask: str, outcome: Outcome, said: Any, law: str
) -> None:
    case = searched(visitor, desk, tools, ask)
    carried_out(desk, tools, case, "pupil:P1", outcome, **said)
    assert ess.ask("select home, limited from pupil where ref = 'P1'") == [("12 Mill Lane", 1)]
    tell_recipients(desk, tools, case)
    answer(desk, tools, case, "We look at it again when the hearing is over.")
    letter = mails(tmp_path / "mail", "maeve@fenwick.example")[-1]
    assert "limit what we do with it" in letter
    assert all(words in letter for words in (law, LIMITED, *RECIPIENTS, *ROUTES))
    for address in RECIPIENTS.values():
        (told,) = mails(tmp_path / "mail", address)
        assert "section 48" in told
        assert "You have to make the same change" in told


def test_a_limit_is_told_with_what_part_3_lets_it_mean(
    visitor: Any, desk: Desk, tools: Tools, ess: Ess, tmp_path: Path
) -> None:
    case = searched(visitor, desk, tools, "restriction")
    with pytest.raises(InvalidCommand, match="of another law"):
        decide(
            desk,
            case,
            Outcome.RESTRICTED,
            document_with(desk, case, "pupil:P1"),
            ground=RestrictionGround.NEEDED_BY_PERSON,
        )
    ground = {"ground": RestrictionGround.ACCURACY_CONTESTED}
    carried_out(desk, tools, case, "pupil:P1", Outcome.RESTRICTED, **ground)
    assert ess.ask("select limited from pupil where ref = 'P1'") == [(1,)]
    tell_recipients(desk, tools, case)
    answer(desk, tools, case, "We cannot find out which of the two is right.")
    letter = mails(tmp_path / "mail", "maeve@fenwick.example")[-1]
    assert "section 47 of the Data Protection Act 2018" in letter
    assert LIMITED in letter
    assert "legal claims" not in letter, "what article 18(2) allows, Part 3 does not"


@pytest.mark.parametrize(
    ("ask", "outcome", "ref"),
    [
        ("rectification", Outcome.REFUSED_ACCURATE, "log:1"),
        ("objection", Outcome.OBJECTION_NOT_AVAILABLE, "log:1"),
    ],
)
def test_a_refusal_of_what_part_3_covers_names_the_check_of_the_commissioner_and_the_court(
    visitor: Any, desk: Desk, tools: Tools, ess: Ess, tmp_path: Path, ask: str, outcome: Outcome, ref: str
) -> None:
    case = searched(visitor, desk, tools, ask)
    before = ess.rows()
    carried_out(desk, tools, case, ref, outcome)
    answer(desk, tools, case, "We looked at it with care, and keep it as it is.")
    assert ess.rows() == before
    letter = mails(tmp_path / "mail", "maeve@fenwick.example")[-1]
    assert all(route in letter for route in ROUTES)
    assert "under section 45" not in letter, "nobody asked to see anything"
