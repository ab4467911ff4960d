"""Who is found where, and what is proposed: true finds and true negatives, one row each."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.policy import PROFESSIONAL_HINT
from redaction.propose import propose, propose_text
from redaction.values import Disposition, Document, Layout, Person, Proposal, Role, TextUnit, UnitSource

AMELIA = Person(
    key="amelia", name="Amelia Okafor", role=Role.SUBJECT, upn="A123456789012", date_of_birth=date(2012, 3, 14),
    addresses=("14 Elm Road, Brackenford, BF3 4QT",), phones=("07700 900111",),
)  # fmt: skip
GRACE = Person(key="grace", name="Grace Okafor", role=Role.THIRD_PARTY, relation="mother", phones=("+44 7700 900123",))
WILL = Person(key="will", name="William May", role=Role.THIRD_PARTY, relation="stepfather")
LIZ = Person(key="liz", name="Elizabeth van der Berg", role=Role.THIRD_PARTY, relation="neighbour")
SIAN = Person(
    key="sian", name="Siân O'Neill-Hall", role=Role.THIRD_PARTY, relation="classmate", date_of_birth=date(2011, 11, 2)
)
TOMASZ = Person(key="tomasz", name="Tomasz Kowalczyk", role=Role.PROFESSIONAL)
SUNITA = Person(key="sunita", name="Sunita Rao", role=Role.REQUESTER, relation="foster carer")
PEOPLE = (AMELIA, GRACE, WILL, LIZ, SIAN, TOMASZ, SUNITA)


def proposed(text: str, people: tuple[Person, ...] = PEOPLE) -> list[tuple[str, str, str]]:
    return [
        (one.text, one.person, one.disposition.value)
        for one in propose_text(text, people)
        if not one.kind.startswith("cue:")
    ]


WITHHELD = [
    ("Grace Okafor rang.", "Grace Okafor", "grace"),
    ("OKAFOR, Grace", "OKAFOR, Grace", "grace"),
    ("GRACE OKAFOR", "GRACE OKAFOR", "grace"),
    ("met grace okafor today", "grace okafor", "grace"),
    ("Okafor Grace", "Okafor Grace", "grace"),
    ("Seen: Grace   Okafor.", "Grace   Okafor", "grace"),
    ("Seen: Grace\nOkafor.", "Grace\nOkafor", "grace"),
    ("Grace's mum", "Grace", "grace"),
    ("Mrs Okafor rang.", "Mrs Okafor", "grace"),
    ("spoke to G. Okafor", "G. Okafor", "grace"),
    ("spoke to G Okafor", "G Okafor", "grace"),
    ("Okafor, G. was told", "Okafor, G.", "grace"),
    ("spoke to Grace O. today", "Grace O.", "grace"),
    ("Grace Ngozi Okafor", "Grace Ngozi Okafor", "grace"),
    ("Grace N. Okafor", "Grace N. Okafor", "grace"),
    ("GraceOkafor.docx", "GraceOkafor", "grace"),
    ("Letter_Grace_Okafor.pdf", "Grace_Okafor", "grace"),
    ("Oka-\nfor, Grace", "Oka-\nfor, Grace", "grace"),
    ("Lizzie was in", "Lizzie", "liz"),
    ("Ms van der Berg", "Ms van der Berg", "liz"),
    ("Berg said no", "Berg", "liz"),
    ("Sian Hall was late", "Sian Hall", "sian"),
    ("Siân O’Neill-Hall", "Siân O’Neill-Hall", "sian"),
    ("Bill May said no", "Bill May", "will"),
    ("I told Will.", "Will", "will"),
    ("Will said no.", "Will", "will"),
    ("Mr May drove", "Mr May", "will"),
    ("that May drives Amelia to school", "May", "will"),
    ("Mrs Okafor, DOB 09/07/1984", "Mrs Okafor", "grace"),
    ("MARSH  Lee\nOKAFOR  Grace  F", "OKAFOR  Grace", "grace"),
    ("G.O. was told", "G.O.", "grace"),
    ("Ms G.O. was told", "Ms G.O.", "grace"),
    ("MUM AND WILL LEFT", "WILL", "will"),
    ("met Mr Bill May", "Mr Bill May", "will"),
    ("GraceOkafor and Grace", "Grace", "grace"),
    # misspelled or misread
    ("T. May and G. okafro rang", "G. okafro", "grace"),
    ("M5 Grace Okafor", "M5 Grace Okafor", "grace"),
    ("Grcae Okafor", "Grcae Okafor", "grace"),
    ("Grace Okafro", "Grace Okafro", "grace"),
    ("Grave Okafor", "Grave Okafor", "grace"),
    ("Grace 0kafor", "Grace 0kafor", "grace"),
    ("Wi11iam rang", "Wi11iam", "will"),
    ("saw Elizabteh there", "Elizabteh", "liz"),
    ("Okafor, Grcae", "Okafor, Grcae", "grace"),
]


@pytest.mark.parametrize(("text", "covered", "person"), WITHHELD)
def test_a_listed_third_party_is_withheld_however_they_are_written(text: str, covered: str, person: str) -> None:
    assert (covered, person, "withhold") in proposed(text)


NO_NAMES = [
    "Will you attend the meeting?",
    "The school will mark the register in May.",
    "In May 2024 he was absent.",
    "On 3 May 2024 and 6th of May.",
    "Monday 6 May, May half term.",
    "A Grace Period of 28 days applies; grace period.",
    "YOU WILL BE FINED. WE MAY PROSECUTE.",
    "You may apply. May we call you?",
    "Berg Street and Grace Road Primary School",
    "St William's Catholic Primary School",
    "Fixed Penalty Notice under section 444 of the Education Act 1996",
    "Summer Term, Key Stage 3, Free School Meals",
    "Head Teacher, Attendance Officer, Service Manager",
    "NOBODY KNOWS WHETHER IT MAY END",
    "He was unconvicted. g.o. is no name. ABCD",
    "Good Friday, Black History Month, Bank Holiday Monday",
    "Brackenford Council, Civic Centre, Hillcrest Primary School",
    "Mum said no. Dad rang. Nan collected.",
    "Codes: O 22, I 8, L 5. Total 1234567.",
    "",
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_words_months_and_places_are_left_alone(text: str) -> None:
    assert [found for found in proposed(text) if found[2] != "disclose"] == []


@pytest.mark.parametrize(
    "text",
    ["Amelia Okafor", "OKAFOR, Amelia", "Amelia's attendance", "A. Okafor", "UPN A123456789012", "DOB 14/03/2012",
     "born on 14th March 2012", "14 Elm Road, Brackenford BF3 4QT", "14 Elm Rd", "07700 900111", "Ameila was off"],
)  # fmt: skip
def test_the_subjects_own_is_never_kept_back(text: str) -> None:
    found = proposed(text)
    assert found
    assert all(person == "amelia" and disposition == "disclose" for _, person, disposition in found)


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Amelia Jones was late", "Amelia Jones"),  # another child of that name
        ("Amelia T. was late", "Amelia T."),
        ("Daniel Okafor, Year 9", "Daniel Okafor"),  # a brother nobody listed
        ("Okafor, Daniel", "Okafor, Daniel"),
        ("T. Okafor signed", "T. Okafor"),
        ("Mr Okafor rang", "Mr Okafor"),  # no man of that name is listed
        ("Amelia May was there", "Amelia May"),  # one person's given name, another's family name
    ],
)
def test_somebody_who_shares_part_of_a_listed_name_is_referred_as_unknown(text: str, covered: str) -> None:
    assert (covered, "unknown-1", "refer") in proposed(text)


def test_a_bare_name_that_is_the_subjects_or_a_third_partys_is_referred() -> None:
    assert proposed("Okafor was absent.") == [("Okafor", "unknown-1", "refer")]


def test_a_name_split_by_a_space_is_seen() -> None:
    assert proposed("Oka for rang.") == [("Oka for", "unknown-1", "refer")]


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Text from May: late", "May"),  # a month or a stepfather
        ("William Telford School wrote", "William"),
        ("Hope opened the door", "Hope"),
        ("Saw Marie there", "Marie"),  # a real name of its own, one letter from a listed one
    ],
)
def test_what_may_be_a_listed_name_or_something_else_is_referred(text: str, covered: str) -> None:
    hope = Person(key="hope", name="Hope Maria Hall", role=Role.THIRD_PARTY)
    assert covered in [found for found, _, disposition in proposed(text, (WILL, hope)) if disposition == "refer"]


def test_initials_of_two_people_are_referred() -> None:
    other = Person(key="other", name="Gareth Osei", role=Role.THIRD_PARTY)
    assert proposed("G.O. was told", (AMELIA, GRACE, other)) == [("G.O.", "grace", "refer")]


def test_the_rest_of_a_name_listed_in_part_belongs_to_it() -> None:
    dave = Person(key="dave", name="Dave", role=Role.THIRD_PARTY)
    assert proposed("Dave Kowalski rang", (dave,)) == [("Dave Kowalski", "dave", "withhold")]


def test_a_house_number_is_not_the_end_of_another() -> None:
    home = Person(key="home", name="Ann Lee", role=Role.THIRD_PARTY, addresses=("12 Elm Road, Town",))
    assert [row[1:] for row in proposed("112 Elm Road", (home,))] == [("", "refer")]
    assert proposed("12 Elm Road", (home,))[0][1:] == ("home", "withhold")


def test_a_mail_name_of_several_words_is_found_whole() -> None:
    person = Person(
        key="p", name="Ann Lee", role=Role.THIRD_PARTY, emails=("annie_2009@example.com",), aliases=("(The Boss)",)
    )
    assert ("annie_2009", "p", "withhold") in proposed("log-in annie_2009 used", (person,))


def test_somebody_with_a_work_address_beside_the_name_is_hinted_at() -> None:
    found = propose_text("Peter Lund <p.lund@hillcrest.sch.uk>", ())
    assert found[0].why.startswith(PROFESSIONAL_HINT)


def test_a_title_settles_whose_family_name_it_is() -> None:
    assert proposed("Mrs Okafor was told.") == [("Mrs Okafor", "grace", "withhold")]


def test_namesakes_are_told_apart_by_the_birthday_beside_the_name() -> None:
    first = Person(key="one", name="Jack Smith", role=Role.SUBJECT, date_of_birth=date(2012, 1, 5))
    other = Person(key="two", name="Jack Smith", role=Role.THIRD_PARTY, date_of_birth=date(2011, 6, 9))
    people = (first, other)
    assert proposed("Jack Smith", people) == [("Jack Smith", "unknown-1", "refer")]
    assert proposed("Jack Smith, DOB 09/06/2011", people)[0] == ("Jack Smith", "two", "withhold")
    assert proposed("Jack Smith, DOB 05/01/2012", people)[0] == ("Jack Smith", "one", "disclose")


def test_another_form_of_the_subjects_name_may_be_somebody_else() -> None:
    subject = Person(key="s", name="Ellie Price", role=Role.SUBJECT)
    assert proposed("Apologies: Helen", (subject,)) == [("Helen", "s", "refer")]


def test_a_short_form_of_the_subjects_name_is_the_subjects() -> None:
    subject = Person(key="s", name="Thomas Price", role=Role.SUBJECT)
    assert proposed("Tom was late.", (subject,)) == [("Tom", "s", "disclose")]


def test_initials_count_where_the_text_gives_them_to_somebody() -> None:
    text = "Present: Grace Okafor (GO), TK - Tomasz Kowalczyk\nGO: he was ill."
    assert [found for found in proposed(text) if found[0] == "GO"] == [("GO", "grace", "withhold")] * 2
    assert ("TK", "tomasz", "disclose") in proposed(text)
    assert proposed("GO home") == []


def test_a_listed_official_is_disclosed_for_their_work_but_not_their_private_numbers() -> None:
    official = Person(key="o", name="Tomasz Kowalczyk", role=Role.PROFESSIONAL, date_of_birth=date(1980, 2, 1))
    assert proposed("Tomasz Kowalczyk", (official,)) == [("Tomasz Kowalczyk", "o", "disclose")]
    assert proposed("t.kowalczyk@brackenford.gov.uk", (official,))[0][2] == "disclose"
    assert proposed("DOB 01/02/1980", (official,)) == [("01/02/1980", "o", "refer")]


def test_an_unknown_name_beside_a_post_is_referred_with_a_hint() -> None:
    (found,) = propose_text("Mr Peter Lund, Head of Year, wrote.", PEOPLE)
    assert found.disposition is Disposition.REFER
    assert found.why.startswith(PROFESSIONAL_HINT)


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Mrs Abernathy-Cole called", "Mrs Abernathy-Cole"),
        ("Dr. Okonjo-Iweala rang", "Dr. Okonjo-Iweala"),
        ("PC 4521 Alan Hardy attended", "PC 4521 Alan Hardy"),
        ("She stays with Beryl in Dudley.", "Beryl"),
        ("O'Brien,Chelsea,23/01/2012", "O'Brien,Chelsea"),
        ("ABBOTT   Jake", "ABBOTT   Jake"),
        ("Zayn Malhotra was seen", "Zayn Malhotra"),
        ("Pupil: Kacper Nowak", "Kacper Nowak"),
    ],
)
def test_people_nobody_listed_are_referred(text: str, covered: str) -> None:
    assert (covered, "unknown-1", "refer") in proposed(text)


def test_somebody_unknown_has_one_key_over_the_whole_bundle() -> None:
    def document(*texts: str) -> Document:
        units = tuple(TextUnit(label=str(n), text=text, source=UnitSource.NATIVE) for n, text in enumerate(texts))
        return Document(name="d", media_type="text/plain", layout=Layout.RETYPESET, units=units)

    first, second = propose(
        [document("Nothing here.", "Mr Wayne Tully came."), document("Tully left. Amelia stayed. Wayne rang.")], PEOPLE
    )
    assert [(one.unit, one.text, one.person) for one in first] == [(1, "Mr Wayne Tully", "unknown-1")]
    assert [(one.text, one.person) for one in second] == [
        ("Tully", "unknown-1"),
        ("Amelia", "amelia"),
        ("Wayne", "unknown-1"),
    ]


def test_offsets_are_those_of_the_original_text() -> None:
    text = "Note \ufb01rst: Oka\u00adfor, Gra\u0301ce rang."
    (found,) = [one for one in propose_text(text, PEOPLE) if one.kind == "person"]
    assert text[found.start : found.end] == found.text == "Oka\u00adfor, Gra\u0301ce"


def test_a_cue_is_a_hint_and_keeps_nothing_back() -> None:
    kinds = {
        one.kind: one.disposition for one in propose_text("Legal advice on his asthma; child protection plan.", ())
    }
    assert set(kinds) == {"cue:privilege", "cue:health", "cue:safeguarding"}
    assert set(kinds.values()) == {Disposition.DISCLOSE}


@pytest.mark.parametrize(
    "text",
    [
        "Please do not tell Ms Gray who it came from.", "She rang anonymously.", "I say this in strict confidence.",
        "Keep my name out of it.", "He does not want to be named.", "Don't mention that it was the neighbour.",
    ],
)  # fmt: skip
def test_what_was_told_in_confidence_is_pointed_out(text: str) -> None:
    assert "cue:confidence" in {one.kind for one in propose_text(text, ())}


def test_a_reason_names_a_provision_only_where_something_is_kept_back() -> None:
    for one in propose_text("Grace Okafor, Amelia, Zayn Malhotra, Tomasz Kowalczyk", PEOPLE):
        assert (one.reason == "") is (one.disposition is Disposition.DISCLOSE)
        assert one.why.endswith(")") or ";" in one.why


def test_no_sentence_of_a_proposal_repeats_a_name() -> None:
    for one in propose_text("Grace Okafor, Okafor, Amelia Jones, Mr Okafor, grace@okafor.example", PEOPLE):
        assert "Okafor" not in one.why
        assert "Grace" not in one.why


WORDS = st.sampled_from(
    "Grace Okafor Amelia Mrs Mr May Will , . \n 07700_900123 DOB 14/03/2012 the G. Jones School"
    " @example.com grace.okafor St van der Berg ( ) - é \u200b UPN ’s".replace(" \n ", " NEWLINE ").split(" ")
).map(lambda word: "\n" if word == "NEWLINE" else word.replace("_", " "))


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25), st.sampled_from(["", " "]))
def test_whatever_the_text_proposals_are_in_order_apart_and_repeatable(words: list[str], gap: str) -> None:
    text = gap.join(words)
    found = propose_text(text, PEOPLE)
    assert found == propose_text(text, PEOPLE)
    assert all(0 <= one.start < one.end <= len(text) and text[one.start : one.end] == one.text for one in found)
    ends = [0, *(one.end for one in found)]
    assert all(one.start >= before for one, before in zip(found, ends, strict=False))


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=15))
def test_a_whole_name_of_a_third_party_is_never_let_through(words: list[str]) -> None:
    text = " ".join([*words, "|", "Grace Okafor", "|", *words])
    start = text.index("| Grace Okafor |") + 2
    kept = [one for one in propose_text(text, PEOPLE) if one.disposition is not Disposition.DISCLOSE]
    covered: set[int] = {place for one in kept for place in range(one.start, one.end)}
    assert set(range(start, start + 5)) <= covered


def _kinds(found: tuple[Proposal, ...]) -> set[str]:
    return {one.kind for one in found}


def test_nobody_listed_still_finds_people_and_numbers() -> None:
    assert _kinds(propose_text("Mr Dean Walsh, 07700 900123", ())) == {"person", "phone"}
