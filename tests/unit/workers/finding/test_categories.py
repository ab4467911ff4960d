"""What kind of information a document of a mixed store probably is."""

from __future__ import annotations

import pytest

from workers.finding.categories import proposed_category
from workers.sources.stores import CATEGORIES, MIXED


@pytest.mark.parametrize(
    ("path", "text", "category"),
    [
        ("a/IUC notes.docx", "", "interviews_under_caution"),
        ("x.pdf", "WITNESS STATEMENT\nStatement of A Head about attendance", "witness_statements"),
        ("x.pdf", "COURT RESULT\nMagistrates", "criminal_offence"),
        ("x.pdf", "Some NHS Trust\nOutpatients\nDear parent", "health"),
        ("x.pdf", "Educational Psychology Service\nConsultation", "special_educational_needs"),
        ("x.docx", "ATTENDANCE MEETING\n1 December", "meeting_notes"),
        ("x.docx", "Brackenford Council\nDear Ms Cole\nPENALTY NOTICE later in the text", "communication_logs"),
        ("Penalty notice 12.pdf", "Brackenford Council\nDear Ms Cole", "attendance"),
        ("MASH/notes.txt", "Call about a child", "safeguarding"),
        ("x.txt", "nothing to go by", MIXED),
    ],
)
def test_the_first_line_that_says_what_a_document_is_decides(path: str, text: str, category: str) -> None:
    assert proposed_category(MIXED, path=path, text=text) == category


def test_what_the_store_states_is_kept() -> None:
    assert proposed_category("health", path="Penalty notice.pdf", text="") == "health"


def test_every_proposal_is_a_category_of_the_notice() -> None:
    from workers.finding.categories import _TABLE

    assert {category for category, _ in _TABLE} <= set(CATEGORIES)
