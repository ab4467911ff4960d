import pytest

from portal.web.downloads import LONGEST_NAME, attachment, safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\letter.pdf", "letter.pdf"),
        ("a.pdf\r\nX-Evil: 1", "a.pdfX-Evil- 1"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("", "document"),
        ("...", "document"),
        ("  .hidden ", "hidden"),
        ("Zoë.pdf", "Zoë.pdf"),
    ],
)
def test_a_file_name_is_only_a_name(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_long_name_keeps_its_end() -> None:
    assert len(safe_name("a" * 300 + ".pdf")) == LONGEST_NAME
    assert safe_name("a" * 300 + ".pdf").endswith(".pdf")


def test_a_download_is_an_attachment_under_both_spellings_of_its_name() -> None:
    header = attachment(b"x", 'Zoë "one"\r\n.pdf', "application/pdf").headers["Content-Disposition"]
    assert header == "attachment; filename=\"Zo -one-.pdf\"; filename*=UTF-8''Zo%C3%AB%20-one-.pdf"
