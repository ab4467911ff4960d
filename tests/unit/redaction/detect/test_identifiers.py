"""Identifiers: one table of how they are written, one of numbers that are none, and whose they are."""

from datetime import date

import pytest

from redaction.detect import validators
from redaction.detect.dates import dates_of
from redaction.detect.identifiers import IDENTIFIERS
from redaction.propose import propose_text
from redaction.values import Person, Role


def found(text: str, people: tuple[Person, ...] = ()) -> list[tuple[str, str, str]]:
    return [
        (one.kind, one.text, one.disposition.value) for one in propose_text(text, people)
        if one.kind != "person" and not one.kind.startswith("cue:")
    ]  # fmt: skip


WRITTEN = [
    ("upn", "UPN A123456789012", "A123456789012"),
    ("upn", "upn: H801200001001.", "H801200001001"),
    ("national_insurance", "NI AB 12 34 56 C", "AB 12 34 56 C"),
    ("national_insurance", "nino ab123456c", "ab123456c"),
    ("nhs_number", "NHS 943 476 5919", "943 476 5919"),
    ("nhs_number", "no. 9434765919", "9434765919"),
    ("uln", "ULN 1234567890", "1234567890"),
    ("phone", "ring 07700 900123", "07700 900123"),
    ("phone", "ring 07700900123.", "07700900123"),
    ("phone", "ring +44 (0)7700 900123", "+44 (0)7700 900123"),
    ("phone", "ring 0044 7700 900123", "0044 7700 900123"),
    ("phone", "(01632) 960123", "(01632) 960123"),
    ("phone", "020 7946 0123", "020 7946 0123"),
    ("phone", "+353 1 496 0123", "+353 1 496 0123"),
    ("email", "write to k.marsh+x@mail.example.co.uk.", "k.marsh+x@mail.example.co.uk"),
    ("postcode", "at BF3 4QT now", "BF3 4QT"),
    ("postcode", "sw1a 1aa", "sw1a 1aa"),
    ("postcode", "LS91AA", "LS91AA"),
    ("address", "of 12 Elm Road", "12 Elm Road"),
    ("address", "her gran lives at 71 Quarry Bank.", "71 Quarry Bank"),
    ("address", "at 6 The Old Forge", "6 The Old Forge"),
    ("address", "11 Cobbler's Yard", "11 Cobbler's Yard"),
    ("address", "Flat 2, 14A St Mary's Close", "Flat 2, 14A St Mary's Close"),
    ("address", "of Flat 2, Kiln House, these days", "Flat 2, Kiln House"),
    ("address", "Apt 12B Old Mill Court", "Apt 12B Old Mill Court"),
    ("vehicle", "a blue AB12 CDE", "AB12 CDE"),
    ("vehicle", "vehicle reg P123 ABC", "P123 ABC"),
    ("driving_licence", "MORGA657054SM9IJ", "MORGA657054SM9IJ"),
    ("passport", "passport no 123456789", "123456789"),
    ("sort_code", "sort code 12-34-56", "12-34-56"),
    ("bank_account", "account number 12345678", "12345678"),
    ("iban", "GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
    ("payment_card", "4111 1111 1111 1111", "4111 1111 1111 1111"),
    ("penalty_notice", "PCN ref: BF123456", "BF123456"),
    ("court_case", "URN: 20BF1234519", "20BF1234519"),
    ("police_reference", "crime ref 20/123456/22", "20/123456/22"),
    ("social_care_number", "Mosaic ID 1234567", "1234567"),
    ("pupil_number", "admission no 004512", "004512"),
    ("online_profile", "see facebook.com/some.body", "facebook.com/some.body"),
    ("online_profile", "her insta is @k_marsh09", "@k_marsh09"),
    ("date_of_birth", "DOB 02/11/2011", "02/11/2011"),
    ("date_of_birth", "D.O.B. 2.11.11", "2.11.11"),
    ("date_of_birth", "born on 2nd November 2011", "2nd November 2011"),
    ("date_of_birth", "Date of birth: 2011-11-02", "2011-11-02"),
    ("date_of_birth", "02/11/2011 (DOB)", "02/11/2011"),
]


@pytest.mark.parametrize(("kind", "text", "covered"), WRITTEN)
def test_an_identifier_of_nobody_listed_is_referred(kind: str, text: str, covered: str) -> None:
    assert found(text) == [(kind, covered, "refer")]


@pytest.mark.parametrize(
    "text",
    [
        "Attendance 93.2% on 12/05/2024, 14 sessions.",
        "Section 444(1A) Education Act 1996",
        "Invoice 2024-000127 for £1,250.00",
        "Room 12, 10.30 to 11.15",
        "See page 12 of 30 (v1.2.3)",
        "On 3 June 2024 and 4/6/24 he was late",
        "1234567 and 12345678",
        "Years 2019 2020 2021",
        "Key Stage 4, Year 10, KS3",
        "9434765911",  # no check digit of anything
        "AO 12 34 56 C",  # no such prefix
        "21 children on roll",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("office@hillcrest.sch.uk", "email"),
        ("ess@brackenford.gov.uk", "email"),
        ("0300 123 4567", "phone"),
        ("0800 111 222", "phone"),
        ("Brackenford Council, Civic Centre, High Street, Brackenford, BF1 1AA", "postcode"),
    ],
)
def test_an_organisations_own_is_let_through(text: str, kind: str) -> None:
    assert [(one, disposition) for one, _, disposition in found(text)] == [(kind, "disclose")]


@pytest.mark.parametrize(
    "text",
    [
        "I work for Brackenford Council. I live at 12 Elm Road, BF3 4QT",
        "Hillcrest Primary School\nGrace Hill\n12 Elm Road",
    ],
)
def test_a_home_near_the_name_of_an_organisation_is_not_the_organisations(text: str) -> None:
    assert {disposition for kind, _, disposition in found(text) if kind in ("address", "postcode")} == {"refer"}


GRACE = Person(
    key="grace",
    name="Grace Okafor",
    role=Role.THIRD_PARTY,
    emails=("gg1980@example.com",),
    phones=("07700 900123",),
    addresses=("14 Elm Road, Brackenford, BF3 4QT",),
    date_of_birth=date(1984, 7, 9),
)
AMELIA = Person(key="amelia", name="Amelia Okafor", role=Role.SUBJECT, addresses=("14 Elm Road, Brackenford, BF3 4QT",))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("+44 7700 900 123", "phone"),
        ("GG1980@example.com", "email"),
        ("grace.okafor@anywhere.example", "email"),
        ("g.okafor@anywhere.example", "email"),
        ("BF34QT", "postcode"),
        ("14, Elm Rd", "address"),
        ("9 July 1984", "date_of_birth"),
        ("09.07.84", "date_of_birth"),
        ("1984-07-09", "date_of_birth"),
        ("July 9, 1984", "date_of_birth"),
    ],
)
def test_a_third_partys_numbers_are_withheld_in_every_spelling(text: str, kind: str) -> None:
    assert found(text, (GRACE,)) == [(kind, text, "withhold")]


def test_what_the_subject_shares_is_the_subjects() -> None:
    assert {row[2] for row in found("14 Elm Road, BF3 4QT", (AMELIA, GRACE))} == {"disclose"}


@pytest.mark.parametrize("text", ["t.okafor@example.com", "okafor@example.com"])
def test_a_mail_name_that_fits_only_in_part_is_not_the_subjects(text: str) -> None:
    assert [row[2] for row in found(text, (AMELIA, GRACE))] == ["refer"]


def test_a_shared_mailbox_that_holds_a_listed_name_is_referred() -> None:
    assert [row[2] for row in found("admin.okafor@hillcrest.sch.uk", (GRACE,))] == ["refer"]


def test_dates_under_a_birthday_heading_are_birthdays_and_later_ones_are_not() -> None:
    text = "Name,DOB,Referred\nA,02/11/2011,05/03/2024\nB,23/01/2012,06/03/2024\n"
    assert [row[1] for row in found(text)] == ["02/11/2011", "23/01/2012"]


def test_every_identifier_has_a_source() -> None:
    assert all(row.source for row in IDENTIFIERS)


@pytest.mark.parametrize(
    ("number", "right"), [("B123456789012", False), ("H801200001001", True), ("X801200001001", False), ("H80", False)]
)
def test_the_check_letter_of_a_upn(number: str, right: bool) -> None:
    assert validators.is_upn(number) is right


@pytest.mark.parametrize(("number", "right"), [("9434765919", True), ("943 476 5919", True), ("9434765910", False)])
def test_the_check_digit_of_an_nhs_number(number: str, right: bool) -> None:
    assert validators.is_nhs_number(number) is right


@pytest.mark.parametrize(
    "written", ["07700 900123", "+44 7700 900123", "+44 (0)7700 900123", "0044 7700900123", "(07700) 900-123"]
)
def test_one_phone_has_one_canonical_spelling(written: str) -> None:
    assert validators.phone(written) == "07700900123"


@pytest.mark.parametrize(
    "written",
    [
        "14/03/2012",
        "14.3.12",
        "2012-03-14",
        "14 March 2012",
        "14th of March 2012",
        "March 14, 2012",
        "14032012",
        "14-Mar-12",
    ],
)
def test_one_day_in_every_spelling(written: str) -> None:
    assert date(2012, 3, 14) in dates_of(written)


@pytest.mark.parametrize(
    ("number", "right"), [("1234567899", True), ("1234567891", False), ("0234567890", False), ("12", False)]
)
def test_the_check_digit_of_a_uln(number: str, right: bool) -> None:
    assert validators.is_uln(number) is right


def test_a_year_may_come_first_and_the_month_be_a_word() -> None:
    assert dates_of("2012 March 14") == (date(2012, 3, 14),)


def test_a_date_that_is_none_is_no_day() -> None:
    assert dates_of("31/02/2012") == ()
    assert dates_of("banana") == ()
