"""How far the changes of a case have come, from the plan to the proof."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesState:
    """The newest plan: its bytes are named by `sha256`."""

    sha256: str
    rows: int = 0
    files: int = 0
    is_approved: bool = False
    is_made: bool = False
    is_undo_asked: bool = False
    is_final: bool = False

    @property
    def may_be_undone(self) -> bool:
        """Whether something was changed in a store that can be put back."""
        return self.is_made and not self.is_undo_asked and not self.is_final and bool(self.rows or self.files)
