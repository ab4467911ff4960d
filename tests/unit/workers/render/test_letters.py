"""What the law wants in each letter is in it, in words a parent understands."""

import io
import re
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from redaction.burn.label_text import WITHHELD_LETTER
from requests_.ids import CaseId
from requests_.model.case import Case, Stage
from requests_.model.case_parts import CheckState
from requests_.model.correspondence import PART_3, UK, LetterKind
from requests_.model.identity import Check
from requests_.model.letters.check import LetterIncomplete, Silence, check_letter
from requests_.model.letters.examples import example
from requests_.model.letters.reading_age import grade
from requests_.model.people import Capacity
from requests_.model.reopening import Reopening, ReopenReason
from requests_.model.rights import AccessScope, Category, Regime
from requests_.model.sources import SearchState
from requests_.settings import ControllerProfile
from templates.letter_text import LetterText, body_of
from templates.letter_text import text_of as letter_text
from templates.letter_writer import LetterWriter
from tests.factories.people import data_subject, requester
from workers.render.gaps import unsearched_line
from workers.render.letters import LetterUnreadable, WrittenLetter, set_letter, write_letter
from workers.render.mail import has_own_mail, render_letter_mail, render_message
from workers.render.pack import (
    Covered,
    Included,
    LeftOut,
    PackFacts,
    SearchLine,
    front_pages,
    letter_html,
    letter_regimes,
    schedule_html,
)
from workers.render.pdf import TaggedRenderer

PROFILE = ControllerProfile()
KINDS = (
    "acknowledgement",
    "identity_request",
    "authority_request",
    "clarification",
    "extension",
    "access_code",
    "response_ready",
    "file_refused",
)


def message(kind: str, *, words: str = "Because of <this> & that.", **case: object) -> EmailMessage:
    facts: dict[str, object] = dict(key=CaseId("c"), received_on=date(2026, 6, 22), capacity=Capacity.PARENT)
    return render_message(
        kind=kind,
        message="m1",
        case=Case(**{**facts, **case}),  # type: ignore[arg-type]
        reference="RR-2026-4821397-K",
        subject=data_subject(),
        requester=requester(),
        words=words,
        code="ABCDE-FGHJK",
        controller=PROFILE,
        mail_from="rights@brackenford.example",
        written_on=date(2026, 6, 23),
    )


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return " ".join(str(body.get_content()).split())


@pytest.mark.parametrize("kind", KINDS)
def test_every_message_has_its_reference_and_both_forms_and_always_the_same_id(kind: str) -> None:
    first, again = message(kind), message(kind)
    assert "RR-2026-4821397-K" in str(first["Subject"])
    assert "RR-2026-4821397-K" in text_of(first)
    assert "RR-2026-4821397-K" in text_of(first, "html")
    assert first["Message-ID"] == again["Message-ID"] == "<m1@brackenford.example>"


@pytest.mark.parametrize("kind", KINDS)
def test_no_message_names_the_child(kind: str) -> None:
    subject = data_subject()
    assert subject.given_name not in text_of(message(kind)) + str(message(kind)["Subject"])


def test_a_case_that_is_open_again_is_told_with_the_day_that_is_promised() -> None:
    again = Reopening(reason=ReopenReason.MORE_FOUND, due_on=date(2026, 7, 7))
    assert "by Tuesday 7 July 2026" in text_of(message("reopened", reopened=again))


@pytest.mark.parametrize(("kind", "words"), [("extension", "reason"), ("clarification", "tell us")])
def test_what_staff_wrote_is_in_the_letter_and_cannot_act_in_it(kind: str, words: str) -> None:
    assert words in text_of(message(kind))
    assert "Because of <this> & that." in text_of(message(kind))
    assert "Because of &lt;this&gt; &amp; that." in text_of(message(kind), "html")


@pytest.mark.parametrize(
    "must", ["The reasons are", "section 164A", "section 165", "section 167", PROFILE.regulator_phone, PROFILE.email]
)
def test_a_refusal_has_reasons_and_every_route_of_complaint(must: str) -> None:  # LT-2, UK GDPR art. 12(4)
    assert must in text_of(as_mail(LetterKind.REFUSAL))


@pytest.mark.parametrize("must", ["two more months", "The reason is", "22 September 2026", "section 164A"])
def test_an_extension_says_why_and_until_when(must: str) -> None:  # LT-3, TL-32
    assert must in text_of(message("extension", extension_notice_on=date(2026, 7, 1)))


@pytest.mark.parametrize("regime", [UK, PART_3])
def test_a_mail_that_stands_for_its_letter_says_what_the_letter_must(regime: Regime) -> None:
    kind = "extension"
    mail = message(kind, words="It is a lot.", regime=regime, extension_notice_on=date(2026, 7, 1))
    for form in ("plain", "html"):
        body = mail.get_body((form,))
        assert body is not None
        text = str(body.get_content()) if form == "plain" else letter_text(str(body.get_content()))
        read = LetterText(whole=text, said=text, routes=text, own=text)
        assert check_letter(LetterKind(kind), regime, date(2026, 6, 23), read) == []


def written(kind: LetterKind = LetterKind.BREACH_NOTICE, *, silence: Silence | None = None) -> WrittenLetter:
    return write_letter(example(kind), LetterWriter(), PROFILE, silence or Silence())


def as_mail(kind: LetterKind) -> EmailMessage:
    to, sender = "maeve@fenwick.example", "rights@brackenford.example"
    return render_letter_mail(written(kind), message="m1", to=to, controller=PROFILE, mail_from=sender)


def test_a_letter_without_a_mail_of_its_own_is_the_mail_and_nothing_is_attached() -> None:
    mail = as_mail(LetterKind.BREACH_NOTICE)
    assert mail["Subject"] == "Something went wrong with your information (RR-2026-4821397-K)"
    assert mail["Message-ID"] == "<m1@brackenford.example>"
    assert "What happened: On 30 June" in text_of(mail)
    assert "<h1>Something went wrong" in text_of(mail, "html")
    assert list(mail.iter_attachments()) == []
    assert not has_own_mail("breach_notice")
    assert all(has_own_mail(kind) for kind in KINDS)


def test_a_letter_that_must_not_be_sent_is_not_written() -> None:
    with pytest.raises(LetterIncomplete, match="names somebody else"):
        written(silence=Silence(names=frozenset({"wrong house"})))


def test_a_councils_wording_that_cannot_be_used_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "refusal.html").write_text("{% if %}")
    with pytest.raises(LetterUnreadable, match="letters/refusal.html, line 1"):
        write_letter(example(LetterKind.REFUSAL), LetterWriter(tmp_path), PROFILE, Silence())


def test_a_letter_is_set_tagged_with_its_language_and_title_in_both_sizes() -> None:
    files = set_letter(written(LetterKind.ACCESS_RESPONSE), TaggedRenderer())
    for content in (files.pdf, files.large_pdf):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang) == "en-GB"
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            assert pdf.docinfo.Title == "The information you asked for (RR-2026-4821397-K)"
            with pdf.open_metadata() as about:
                assert about["pdfuaid:part"] == "1"
    assert smallest_print(files.pdf) < 18 <= smallest_print(files.large_pdf)


def smallest_print(content: bytes) -> float:
    with pymupdf.open(stream=content) as pdf:
        spans = [
            s for page in pdf for b in page.get_text("dict")["blocks"] for line in b["lines"] for s in line["spans"]
        ]
    return min(round(span["size"], 1) for span in spans if span["text"].strip())


def test_an_acknowledgement_says_the_due_date() -> None:
    assert "Wednesday 22 July 2026" in text_of(message("acknowledgement"))


def test_an_acknowledgement_promises_no_date_while_the_clock_waits_for_evidence() -> None:
    waiting = {Check.IDENTITY: CheckState(requested_on=date(2026, 6, 23))}
    text = text_of(message("acknowledgement", stage=Stage.VERIFYING, checks=waiting))
    assert "2026" not in text.replace("22 June 2026", "").replace("RR-2026", "")


@pytest.mark.parametrize("kind", ["acknowledgement", "identity_request", "authority_request", "clarification"])
def test_a_mail_that_is_late_promises_no_time_that_is_over(kind: str) -> None:
    mail = message(kind, received_on=date(2026, 4, 1))
    for text in (text_of(mail), text_of(mail, "html")):
        assert "ended on" in text
        assert "1 May 2026" in text
        assert not any(promise in text for promise in ("We must answer", "stops until", "starts on the day"))


def facts(**changes: object) -> PackFacts:
    covered = Covered(label="[Person A]", reason="S2P16_THIRD_PARTY")
    values: dict[str, object] = dict(
        reference="RR-2026-4821397-K",
        subject=data_subject(),
        requester=requester(),
        is_own=False,
        received_on=date(2026, 6, 22),
        written_on=date(2026, 7, 1),
        controller=PROFILE,
        documents=(
            Included(
                title="Letter <of> 3 May",
                dated_on=date(2026, 5, 3),
                source="Share",
                category="attendance",
                pages=2,
                covered=(covered, covered),
                hidden=("attachment: Statement of Dee Fox.docx", "tracked changes"),
                first_page=5,
            ),
        ),
        left_out=(LeftOut(kind="Health", dated_on=None, reason="S2P19_LPP"),),
        searches=(
            SearchLine(title="Share", says="Searched", looked_at=1234, found=1),
            SearchLine(title="MASH", says="Not searched yet: the letter says why", looked_at=0, found=0),
        ),
        gaps=(
            unsearched_line("MASH", SearchState.WAITING, date(2026, 7, 22)),
            "Paper files: a volume that we have not fetched.",
        ),
    )
    return PackFacts(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "must",
    [
        "Why we have it",  # art. 15(1)(a)
        "What kinds it is",  # (b)
        "Who may have been given it",  # (c)
        "How long we keep it",  # (d)
        "correct information that is wrong, to delete it",  # (e)
        "section 164A",  # (ea)
        "section 165",  # (f)
        "Where it came from",  # (g)
        "Automatic decisions",  # (h)
        "outside the United Kingdom",  # 15(2)
        "section 167",
        "MASH. Another team has to look there for us",
        "by 22 July 2026",
        "Paper files: a volume that we have not fetched.",
    ],
)
def test_the_letter_says_all_that_article_15_asks_for(must: str) -> None:  # LT-1
    assert must in " ".join(letter_html(facts()).split())


def test_the_schedule_says_what_and_why_and_never_a_hidden_files_name() -> None:
    page = schedule_html(facts())
    assert "[Person A]" in page
    assert "Schedule 2, paragraph 16" in page
    assert "Schedule 2, paragraph 19" in page
    assert "1,234" in page
    assert "Letter &lt;of&gt; 3 May" in page
    assert "Dee Fox" not in page


def test_the_schedule_says_what_was_asked_for_where_that_is_less_than_everything() -> None:
    asked = AccessScope(
        categories=(Category.ATTENDANCE, Category.SAFEGUARDING),
        from_on=date(2022, 9, 1),
        dated=(Category.ATTENDANCE,),
    )
    page = " ".join(schedule_html(facts(asked_for=asked)).split())
    assert "attendance" in page
    assert "From 1 September 2022 until now, of: attendance" in page
    assert "Nothing else is in this copy" in page
    assert "What you asked for" not in schedule_html(facts())


def test_the_schedule_explains_the_letters_that_small_boxes_have() -> None:
    page = " ".join(schedule_html(facts()).split())
    assert "B stands for Person B" in page
    assert f"a small {WITHHELD_LETTER} for words with no person's letter" in page


def test_a_schedule_never_tells_of_an_investigation() -> None:  # Sch. 2 para. 2; s.45(6)
    left_out = LeftOut(kind="Letter", dated_on=None, reason="S2P2_CRIME")
    page = schedule_html(facts(left_out=(left_out,)))
    assert "Information we do not have to give" in page
    assert not re.search(r"crime|offence|investigat|paragraph 2\b", page)


@pytest.mark.parametrize(("regime", "law"), [(UK, "article 15"), (PART_3, "section 45")])
def test_the_letter_of_a_pack_is_complete_under_both_laws(regime: Regime, law: str) -> None:
    page = letter_html(facts(regime=regime))
    assert law in page
    assert ("section 51" in page) is (regime is PART_3)


def test_a_young_person_gets_the_letter_of_a_pack_in_words_for_them() -> None:
    page = letter_html(facts(is_own=True))
    assert "Our job is to make sure that children go to school" in page
    assert grade(body_of(letter_html(facts(is_own=True)))) <= 6


def test_a_pack_with_nothing_in_it_says_so() -> None:
    assert "found nothing about" in letter_html(facts(documents=(), left_out=()))


PART_3_NOTE = Included(
    title="Note of 4 May",
    dated_on=date(2026, 5, 4),
    source="Prosecutions",
    category="case_documents",
    pages=1,
    covered=(),
    hidden=(),
    regime=Regime.LAW_ENFORCEMENT,
)


def mixed(**changes: object) -> PackFacts:
    """A pack with a document of each law."""
    return facts(**{"documents": (*facts().documents, PART_3_NOTE), **changes})


def test_records_of_two_laws_are_answered_with_two_letters_each_with_its_own_law() -> None:
    pages = dict(front_pages(mixed()))
    assert list(pages) == [
        "Letter", "Letter: Part 3 of the Data Protection Act 2018", "Index of documents", "Schedule",
    ]  # fmt: skip
    first, second = (" ".join(letter_text(page).split()) for page in list(pages.values())[:2])
    assert "article 15 of the UK GDPR" in first
    assert "section 51" not in first
    assert "1 document on 2 pages" in first
    assert "section 45 of the Data Protection Act 2018" in second
    assert "section 51" in second
    assert "section 167" in second
    assert "1 document on 1 page" in second
    assert "article 15" not in second
    assert "Our answer has two letters" in first
    assert "Our answer has two letters" in second


def test_a_pack_of_one_law_has_one_letter_that_speaks_of_no_other() -> None:
    pages = front_pages(facts())
    assert [title for title, _ in pages] == ["Letter", "Index of documents", "Schedule"]
    assert "two letters" not in pages[0][1]


QUIET = LeftOut(
    kind="Interviews under caution",
    dated_on=date(2026, 5, 2),
    reason="P3_S45_4_B",
    regime=Regime.LAW_ENFORCEMENT,
)


def test_a_law_whose_records_must_not_be_told_of_has_no_letter_no_line_and_no_count() -> None:
    kept_back = facts(left_out=(*facts().left_out, QUIET), silence=Silence(is_quiet=True))
    pages = front_pages(kept_back)
    assert letter_regimes(kept_back) == (Regime.UK_GDPR,)
    assert [page for _, page in pages] == [page for _, page in front_pages(facts())]


def test_what_is_left_out_quietly_under_the_law_of_the_letter_names_no_kind_and_no_day() -> None:
    quiet = replace(QUIET, reason="S2P2_CRIME", regime=Regime.UK_GDPR)
    schedule = " ".join(letter_text(schedule_html(facts(left_out=(quiet,)))).split())
    assert "A document" in schedule
    assert "Interviews" not in schedule
    assert "2 May 2026" not in schedule


def test_two_letters_for_a_young_person_are_easy_to_read() -> None:
    for _, page in front_pages(mixed(is_own=True))[:2]:
        assert grade(body_of(page)) <= 6
