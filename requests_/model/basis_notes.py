"""What to look at before a cell of the rights and lawful bases matrix is acted on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One note, with the rule's name, as a member of staff or a parent could read it."""

    rule: str
    says: str
    citation: str


NOTES: dict[int, Note] = {
    1: Note(
        "RX-n1",
        "Deletion may be declined only as far as the information is still needed by law, for a public task or for a "
        "legal claim. Ask: is it still needed, held lawfully, within its retention, under a legal hold?",
        "UK GDPR, article 17(1) and (3)(b), (e)",
    ),
    2: Note(
        "RX-n2",
        "Once consent is taken back and nothing else allows us to hold it, it is deleted.",
        "UK GDPR, article 17(1)(b)",
    ),
    3: Note(
        "RX-n3",
        "Deletion is due when the information is no longer needed, is held unlawfully, or the law says so.",
        "UK GDPR, article 17(1)(a), (d) and (e)",
    ),
    4: Note(
        "RX-n4",
        "Deletion is due when it is no longer needed, unlawful, or after an objection that succeeded.",
        "UK GDPR, article 17(1)(a), (c), (d) and (e)",
    ),
    5: Note(
        "RX-n5",
        "The answer follows the ordinary basis it is also held on; a legal claim usually keeps it.",
        "UK GDPR, articles 9(2)(f) and 17(3)(e)",
    ),
    6: Note(
        "RX-n6",
        "Use is limited while accuracy is checked, when use is unlawful, for the person's own legal claim, or while an "
        "objection is looked at. The person is told before the limit is lifted.",
        "UK GDPR, article 18(1) to (3)",
    ),
    7: Note(
        "RX-n7",
        "Only what the person gave us themselves, by consent or for a contract, and is processed by machine.",
        "UK GDPR, article 20(1)",
    ),
    8: Note(
        "RX-n8",
        "We stop unless we show compelling grounds that weigh more, or need it for a legal claim. Until then its "
        "use is limited.",
        "UK GDPR, articles 18(1)(d) and 21(1)",
    ),
    9: Note(
        "RX-n9",
        "No person may have had a real part in a decision that matters much. Then the one it is about is told of it. "
        "They may say what they think, have a person decide, and object to the result.",
        "UK GDPR, articles 22A to 22D; DPA 2018, sections 50A to 50D",
    ),
    10: Note(
        "RX-n10",
        "Documents made by or for a court in the investigation or the proceedings are asked of the court.",
        "DPA 2018, section 43(3) and (4)",
    ),
    11: Note(
        "RX-n11",
        "What has to be kept as evidence is limited in its use instead of being changed or deleted.",
        "DPA 2018, sections 46(4) and 47(1) to (3)",
    ),
    12: Note(
        "RX-n12",
        "Recipients must make the same change, and the authority that wrong information came from is told.",
        "DPA 2018, section 48(7) and (9)",
    ),
    13: Note(
        "RX-n13",
        "Look whether some of it is really held for a public task, where there is a right to object; offer to limit "
        "its use, and explain how to complain.",
        "UK GDPR, article 21(1)",
    ),
    14: Note(
        "RX-n14",
        "Nothing has to be objected to: consent can be taken back at any time.",
        "UK GDPR, article 7(3)",
    ),
    15: Note(
        "RX-n15",
        "The answer is that of the ordinary basis the information is also held on.",
        "UK GDPR, articles 6(1), 9 and 10",
    ),
    16: Note(
        "RX-n16",
        "Only where it is held because the person agreed to it.",
        "UK GDPR, articles 7(3) and 9(2)(a); DPA 2018, section 40A(5)",
    ),
}
