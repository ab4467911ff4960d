"""What we write to somebody is in the language they asked in; what is not, says so in it."""

import re
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from typing import Any

import pytest

from requests_.model.correspondence import LetterKind
from requests_.model.rights import Right
from requests_.settings import ControllerProfile
from templates.labels import label
from templates.languages import ENGLISH, language_named, languages
from templates.mail_text import Paragraph, paragraphs_of
from tests.factories.languages import Marked
from tests.factories.people import data_subject, requester
from tests.unit.workers.render.test_letters import written
from tests.unit.workers.render.test_safe_contact import CASE, TO_REQUESTERS
from workers.render import mail as rendering

PROFILE, SENT_FROM = ControllerProfile(), "rights@brackenford.example"
STAFF_WORDS = "2024?"


def marked_mails(**person: Any) -> list[str]:
    """Every mail and text that a requester may get, as plain words, on time and late."""
    told: dict[str, Any] = dict(controller=PROFILE, mail_from=SENT_FROM, message="m1")
    mails = [
        rendering.render_message(
            kind=kind,
            case=replace(CASE, right=right),
            reference="RR-2026-00042-K",
            subject=data_subject(),
            requester=requester(**person),
            words=STAFF_WORDS,
            code="12345-67890" if kind == "access_code" else "",
            written_on=day,
            **told,
        )
        for kind in TO_REQUESTERS
        for right, day in ((Right.ACCESS, date(2026, 6, 16)), (Right.COMPLAINT, date(2026, 9, 1)))
    ]
    mails += [rendering.render_discreet_mail(to="a@b.example", code=code, language="x", **told) for code in ("", "1")]
    mails.append(rendering.render_draft_link(to="a@b.example", secret="5", language="x", **told))
    named = dict(case=replace(CASE, responded_on=date(2026, 6, 16)), reference="RR-2026-00042-K", to="a@b.example")
    mails += [
        rendering.render_addressee_mail(kind=kind, code=code, language="x", **named, **told)
        for kind, code in (("copy_for_addressee", ""), ("addressee_code", "12345-67890"))
    ]
    texts = [rendering.render_text(controller=PROFILE, code=code, language="x") for code in ("", "1")]
    return [f"{mail['Subject']}\n{plain(mail)}" for mail in mails] + texts


def plain(mail: EmailMessage) -> str:
    return str(mail.get_body(("plain",)).get_content())  # type: ignore[union-attr]


def page(mail: EmailMessage) -> str:
    return str(mail.get_body(("html",)).get_content())  # type: ignore[union-attr]


def test_no_word_of_a_mail_or_a_text_is_in_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = Marked("marked", "ar", "Marked", is_rtl=True)
    monkeypatch.setattr(rendering, "language_named", lambda _: marked)
    monkeypatch.setattr(rendering, "ENGLISH", marked)
    own = sorted((str(getattr(PROFILE, name)) for name in PROFILE.__dataclass_fields__), key=len, reverse=True)
    for words in marked_mails():
        rest = re.sub(r"⟦[^⟦⟧]*(⟦[^⟦⟧]*⟧[^⟦⟧]*)*⟧|https?://\S+", " ", words)
        for name in own:
            rest = rest.replace(name, " ")
        assert re.findall(r"[A-Za-z]{2,}", re.sub(r"\S+@\S+", " ", rest)) == [], words
    marked.said.update(label("right", right) for right in Right)
    assert sorted(marked.said - set(languages()["pl"].words)) == []


def test_whoever_asked_in_polish_is_written_to_in_polish_and_told_that_letters_are_in_english() -> None:
    told: dict[str, Any] = dict(
        case=CASE, reference="RR-2026-00042-K", subject=data_subject(), words=STAFF_WORDS, code=""
    )
    mail = rendering.render_message(
        kind="clarification",
        message="m1",
        requester=requester(language="pl"),
        controller=PROFILE,
        mail_from=SENT_FROM,
        written_on=date(2026, 6, 16),
        **told,
    )
    assert str(mail["Subject"]) == "Mamy pytanie o Twój wniosek (RR-2026-00042-K)"
    assert "Nasze listy są po angielsku" in plain(mail)
    assert '<html lang="pl" dir="ltr">' in page(mail)
    assert f"<p>{STAFF_WORDS}</p>" in page(mail)


def test_a_letter_that_is_the_mail_says_above_it_in_polish_that_it_is_in_english() -> None:
    told: dict[str, Any] = dict(message="m1", to="zoe@webpost.example", controller=PROFILE, mail_from=SENT_FROM)
    letter = written(LetterKind.REFUSAL)
    for language, starts in (("pl", True), ("en", False), ("young", False)):
        mail = rendering.render_letter_mail(letter, language=language, **told)
        assert plain(mail).startswith("Ten list jest po angielsku.") is starts
        assert ('<p lang="pl" dir="ltr">Ten list' in page(mail)) is starts


def test_a_language_that_is_not_offered_any_more_is_english() -> None:
    assert language_named("xx") is ENGLISH
    assert language_named("") is ENGLISH


def test_the_words_of_a_mail_are_its_page() -> None:
    words = "Hello,\n\n* one\n* two\n\nhttps://rights.example/x\n\nThe council\n01632 960 001\n"
    assert paragraphs_of(words) == (
        Paragraph(("Hello,",)),
        Paragraph(("one", "two"), is_list=True),
        Paragraph(("https://rights.example/x",)),
        Paragraph(("The council", "01632 960 001")),
    )
    assert [paragraph.is_link for paragraph in paragraphs_of(words)] == [False, False, True, False]
