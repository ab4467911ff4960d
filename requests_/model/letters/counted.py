"""What became of the records of a request, in numbers: the letter counts, whatever its writer says."""

from __future__ import annotations

from requests_.model.case import Case
from requests_.model.decisions import WHOLE
from requests_.model.outcomes import OUTCOMES
from requests_.model.rights import Right


def in_numbers(case: Case, because: str) -> str:
    """How many records were found, done as asked, not done, and left undecided `because`; "" where none was decided."""
    decided = [OUTCOMES[outcome].is_granted for record, outcome in case.decisions.items() if record != WHOLE]
    if not decided or case.right is Right.PORTABILITY:
        return ""
    found = len(decided) + case.undecided
    says = [
        f"In numbers: we found {found} {'record' if found == 1 else 'records'}.",
        f"We did what you asked with {sum(decided)}, and did not with {len(decided) - sum(decided)}.",
    ]
    if case.undecided:
        stays = "1 stays as it is" if case.undecided == 1 else f"{case.undecided} stay as they are"
        says.append(f"{stays}, because we decided nothing about {'it' if case.undecided == 1 else 'them'}. {because}")
    return " ".join(says).strip()
