import pytest

from redaction.values import Person, Role
from requests_.store.labels import Labels
from tests.factories.marks import mark
from workers.render.titles import TitleCleaner

SUBJECT = Person(key="subject", name="Carys Gwynne-Frimpong", role=Role.SUBJECT)
FATHER = Person(key="person-1", name="Kwame Frimpong", role=Role.THIRD_PARTY, relation="father")


def cleaned(title: str, *, shown: frozenset[str] = frozenset()) -> str:
    withheld = [mark("Kwame Frimpong"), mark("Frimpong"), mark("07700 900341", kind="phone")]
    cleaner = TitleCleaner(people=[SUBJECT, FATHER], withheld=withheld, shown=shown, labels=Labels(withheld))
    return cleaner.clean(title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Letter to Kwame Frimpong.docx", "Letter to [Person A].docx"),
        ("Letter_to_Kwame_Frimpong.docx", "Letter_to_[Person A].docx"),
        ("KWAME  FRIMPONG statement", "[Person A] statement"),
        ("Re: My daughter Carys Gwynne-Frimpong", "Re: My daughter Carys Gwynne-Frimpong"),
        ("Warning Gwynne-Frimpong 20251215.pdf", "Warning Gwynne-Frimpong 20251215.pdf"),
        ("Visit to Frimpong-Boateng.docx", "Visit to [Person A]-Boateng.docx"),
        ("IUC 20260223.pdf", "IUC 20260223.pdf"),
        ("Mtg notes 20251201.pdf", "Mtg notes 20251201.pdf"),
        ("MG11 ESO.docx", "MG11 ESO.docx"),
        ("SKM_2511038765.docx", "SKM_2511038765.docx"),
        ("Closure Gwynne-Frimpong 20260601.docx", "Closure Gwynne-Frimpong 20260601.docx"),
        ("Call from 07700 900341", "Call from [Person A: phone number]"),
        ("Attendance summary 2025-26", "Attendance summary 2025-26"),
    ],
)
def test_a_title_names_nobody_who_is_withheld_and_keeps_the_data_subject(title: str, expected: str) -> None:
    assert cleaned(title) == expected


def test_somebody_nobody_decided_about_is_not_named_in_a_title() -> None:
    assert "Quibell" not in cleaned("Complaint by Mr Alan Quibell")


def test_somebody_a_reviewer_decided_to_show_stays_in_a_title() -> None:
    assert cleaned("Report of Dr Anwen Pryce", shown=frozenset({"dr anwen pryce"})) == "Report of Dr Anwen Pryce"
