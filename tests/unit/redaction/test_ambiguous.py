"""A part of a name that fits the requester and a third party is nobody's until a full name before it says whose."""

import pytest

from redaction.ambiguous import FITS_SEVERAL
from redaction.propose import propose, propose_text
from redaction.values import Document, Layout, Person, Proposal, Role, TextUnit, UnitSource

PEOPLE = (
    Person(key="sioned", name="Sioned Gwynne", role=Role.REQUESTER, relation="mother"),
    Person(key="megan", name="Megan Gwynne", role=Role.THIRD_PARTY, relation="grandmother"),
)


def proposals(*texts: str) -> list[Proposal]:
    documents = [
        Document(
            name="d", media_type="text/plain", layout=Layout.RETYPESET,
            units=(TextUnit(label="Text", text=text, source=UnitSource.NATIVE),),
        )
        for text in texts
    ]  # fmt: skip
    return [one for each in propose(documents, PEOPLE) for one in each if one.kind == "person"]


@pytest.mark.parametrize("form", ["Ms Gwynne", "Gwynne", "Mrs Gwynne"])
@pytest.mark.parametrize(
    ("before", "person", "disposition"),
    [
        ("Sioned Gwynne came. Then", "sioned", "disclose"),
        ("Megan Gwynne came. Then", "megan", "withhold"),
        ("Megan Gwynne came. Sioned Gwynne came. Then", "unknown-1", "refer"),
        ("Megan came. Sioned Gwynne came. Then", "unknown-1", "refer"),
        ("Sioned Gwynne came. Megan Gwynne came. Then", "megan", "withhold"),
        ("Sioned Gwynne came. Daniel Gwynne came. Then", "unknown-2", "refer"),
        ("Then", "unknown-1", "refer"),
    ],
)
def test_the_nearest_full_name_before_it_says_whose_it_is(
    form: str, before: str, person: str, disposition: str
) -> None:
    found = proposals(f"{before} {form} rang.")[-1]
    assert (found.text, found.person, found.disposition.value) == (form, person, disposition)


def test_one_key_over_the_bundle_and_never_the_third_partys() -> None:
    first, _, second, _ = proposals("Ms Gwynne rang.", "Megan Gwynne rang.", "Ms Gwynne left. Megan Gwynne rang.")
    assert first.person == second.person == "unknown-1"
    assert first.why.startswith(f"{FITS_SEVERAL}: ")


def test_what_a_full_name_settles_in_one_document_settles_nothing_in_the_next() -> None:
    *_, settled, open_question = proposals("Megan Gwynne came. Ms Gwynne rang.", "Ms Gwynne left.")
    assert (settled.person, settled.disposition.value) == ("megan", "withhold")
    assert (open_question.person, open_question.disposition.value) == ("unknown-1", "refer")


MARGARET = Person(key="margaret", name="Margaret Walker", role=Role.SUBJECT)
MAY = Person(key="may", name="May Walker", role=Role.THIRD_PARTY)


@pytest.mark.parametrize("form", ["M Walker", "M. Walker", "Walker, M.", "M WALKER", "M.W."])
@pytest.mark.parametrize("before", ["", "Margaret Walker came.", "May Walker came. Margaret Walker came."])
def test_an_initial_that_a_third_party_shares_is_never_the_data_subjects(before: str, form: str) -> None:
    found = propose_text(f"{before} Then {form} rang.", (MARGARET, MAY))[-1]
    assert found.text == form
    assert (found.person, found.disposition.value) not in {("margaret", "disclose"), ("may", "disclose")}
    assert found.disposition.value == "refer"


@pytest.mark.parametrize("after", ["May Walker rang.", "Then May rang.", "Walker, May"])
def test_a_family_name_is_nobodys_where_the_document_names_somebody_else_it_fits_later_on(after: str) -> None:
    found = [one for one in propose_text(f"Margaret Walker came. Walker left. {after}", (MARGARET, MAY))]
    assert [one.disposition.value for one in found] == ["disclose", "refer", "withhold"]


@pytest.mark.parametrize("form", ["Walker", "Margaret", "M Walker"])
def test_the_data_subjects_own_stays_theirs_where_nobody_else_of_that_name_is_known(form: str) -> None:
    found = propose_text(f"Margaret Walker came. {form} left.", (MARGARET,))
    assert [(one.person, one.disposition.value) for one in found] == [("margaret", "disclose")] * 2
