"""The texts that the clocks stand in, and the days from which each was in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

GDPR_ON = date(2018, 5, 25)
BEFORE_DUAA_ON = date(2026, 2, 4)
DUAA_ON = date(2026, 2, 5)
COMPLAINTS_ON = date(2026, 6, 19)
FOI_ON = date(2005, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The text a clock stands in, for what was received from `from_on` to `to_on` (None: still in force).

    An empty `extension` means the law then had none; an empty `pause` likewise.
    """

    from_on: date
    to_on: date | None = None
    period: str
    counting: str = ""
    start: str = ""
    pause: str = ""
    extension: str = ""


UK_GDPR = (
    Basis(
        from_on=GDPR_ON,
        to_on=BEFORE_DUAA_ON,
        period="UK GDPR art. 12(3)",
        counting="Regulation 1182/71 art. 3; ICO, Right of access",
        start="UK GDPR art. 12(3), (5), (6); ICO, Right of access",
        pause="ICO, Right of access (October 2020)",
        extension="UK GDPR art. 12(3)",
    ),
    Basis(
        from_on=DUAA_ON,
        period="UK GDPR art. 12A(1)",
        counting="UK GDPR art. 4A; Regulation 1182/71 art. 3",
        start="UK GDPR art. 12A(2)",
        pause="UK GDPR art. 12A(5)",
        extension="UK GDPR art. 12A(3)-(4)",
    ),
)
PART_3 = (
    Basis(
        from_on=GDPR_ON,
        to_on=BEFORE_DUAA_ON,
        period="DPA 2018 s.54(1), as first enacted",
        counting="DPA 2018 s.205(2); Regulation 1182/71 art. 3",
        start="DPA 2018 s.54(2)",
    ),
    Basis(
        from_on=DUAA_ON,
        period="DPA 2018 s.54(2)-(3)",
        counting="DPA 2018 s.205(2); Regulation 1182/71 art. 3",
        start="DPA 2018 s.54(2)-(3), s.52(4), s.53",
        pause="DPA 2018 s.54(3C)",
        extension="DPA 2018 s.54(3A)-(3B)",
    ),
)

EIR = Basis(
    from_on=FOI_ON,
    period="EIR 2004 regs. 5(2), 7(1)",
    start="EIR 2004 reg. 9(4)-(5)",
    pause="EIR 2004 reg. 8(6)",
)
