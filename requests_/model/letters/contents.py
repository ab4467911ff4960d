"""What the law wants in a letter, as things a program can look for.

`pattern` is searched, whatever the case, in the letter's text with one line a paragraph: a reason must stand in the
paragraph that announces it, so that a heading without words after it does not count. A route of complaint
(`is_route`) counts in the passage that we write for it only, never in anybody's free words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.model.rights import Regime

UK, PART_3 = Regime.UK_GDPR, Regime.LAW_ENFORCEMENT
BOTH = (UK, PART_3)
# The day the Data (Use and Access) Act 2025, section 103 and Schedule 10, came into force (SI 2026/82 reg. 3).
COMPLAINTS_FROM = date(2026, 6, 19)
_WORDS = r"[^\w\n]+(?:[\w’'£]+[^\w\n]+){2,}[\w’']+"
_DAY = r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
_CAME = r"(?:asked|received|got|wrote|told)"


@dataclass(frozen=True, slots=True)
class Content:
    """One thing a letter must say: what it is called, where the law says so, and how it is recognised."""

    name: str
    citation: str
    pattern: str
    regimes: tuple[Regime, ...] = BOTH
    from_on: date = date.min
    is_route: bool = False


REASONS = Content(
    "the reasons",
    "UK GDPR art. 12(4); DPA 2018 s.45(5)(b), s.48(1)(b)(ii)",
    rf"\breasons? (?:is|are|for \w+ (?:is|are)):{_WORDS}",
)
COMPLAIN_TO_US = Content(
    "the right to complain to the council under section 164A",
    "UK GDPR art. 12(4), 15(1)(ea); DPA 2018 s.45(2)(ea), s.45(5)(ca); DUAA 2025 Sch. 10",
    r"\byou can complain to us\b.*\bsection 164A of the Data Protection Act 2018\b",
    from_on=COMPLAINTS_FROM,
    is_route=True,
)
COMPLAIN_TO_REGULATOR = Content(
    "the right to complain to the Commissioner under section 165",
    "UK GDPR art. 12(4), 15(1)(f); DPA 2018 s.45(2)(f), s.45(5)(d)",
    r"\byou can (?:also )?complain to the .*\bcommission.*\bsection 165\b",
    is_route=True,
)
COURT = Content(
    "that a court can decide", "UK GDPR art. 12(4), 79; DPA 2018 s.167", r"\byou can ask a court\b", is_route=True
)
COMMISSIONER_CHECK = Content(
    "the right to ask the Commissioner to check (section 51)",
    "DPA 2018 s.45(5)(c), s.48(4)(c)",
    r"\byou can ask the .*\bcommission.*\bcheck\b.*\bsection 51\b",
    regimes=(PART_3,),
    is_route=True,
)
COURT_ORDER = Content(
    "the right to ask a court for an order (section 167)",
    "DPA 2018 s.45(5)(e), s.48(4)(e)",
    r"\byou can ask a court\b.*\bsection 167\b",
    regimes=(PART_3,),
    is_route=True,
)
ROUTES = (COMPLAIN_TO_US, COMPLAIN_TO_REGULATOR, COURT, COMMISSIONER_CHECK, COURT_ORDER)
REFUSAL = (REASONS, *ROUTES)

RECEIVED_ON = Content(
    "the day the request came",
    "TL-1: the clock is counted from it",
    rf"\b{_CAME}\b.*\b{_DAY}|\b{_DAY}.*\b{_CAME}\b",
)
WHAT_NEXT = Content("what happens next", "UK GDPR art. 12(1)-(2)", r"\bwhat happens next\b")
TAKEN_BACK = Content(
    "that the request was taken back, and on which day",
    "UK GDPR art. 12(1)-(2); DPA 2018 s.52(1)",
    rf"\bon {_DAY} we were told\b.*\btook your request back\b",
)
IF_WRONG = Content(
    "what to do if it is not so", "UK GDPR art. 12(2); DPA 2018 s.52(1)", r"\bif this is not right\b.*\btell us\b"
)
COMPLAIN_AT_ALL = Content("the right to complain", "ICO, Right of access; DPA 2018 s.164A", r"\bcomplain\b")

WHAT_TO_SEND = Content(
    "what to send, or what to tell us",
    "UK GDPR art. 12(6), 12A(5)-(6); DPA 2018 s.52(4), s.53, s.54(3C)",
    r"\b(?:please (?:send|tell|pay)|send us|tell us|show us|pay us)\b",
)
WHY_ASKED = Content(
    "why we ask",
    "UK GDPR art. 12(5)-(6), 12A(5); DPA 2018 s.52(4), s.53(1), s.54(3C)",
    r"\b(?:so that|because|to be sure|reasons? (?:is|are))\b",
)
HOW_SAFELY = Content("how to do it safely", "UK GDPR art. 5(1)(f), 12(2)", r"\bsafe(?:ly)?\b")
CLOCK_STARTS = Content(
    "that our time starts when it comes", "UK GDPR art. 12A(2); DPA 2018 s.54(2)", r"\btime\b.*\bstarts\b"
)
CLOCK_STOPS = Content(
    "that our time stops until it comes", "UK GDPR art. 12A(5); DPA 2018 s.54(3C)", r"\btime\b.*\bstops\b"
)
LAPSES_ON = Content("the day the request lapses", "LT-5", rf"\bby {_DAY}.*\bclose\b")
FEE = Content("how much the fee is", "UK GDPR art. 12(5)(a); DPA 2018 s.53(1)(a)", r"£\d+\.\d\d")

LONGER = Content(
    "that two more months are needed", "UK GDPR art. 12A(3); DPA 2018 s.54(3A)", r"\btwo (?:more|further) months\b"
)
NEW_DATE = Content("the new date", "UK GDPR art. 12A(3)-(4); DPA 2018 s.54(3A)-(3B)", rf"\bby (?:\w+ )?{_DAY}")

NOTHING_HELD = Content(
    "that nothing is held",
    "UK GDPR art. 15(1); DPA 2018 s.45(1)(a)",
    r"\b(?:found nothing|no information|hold nothing)\b",
)
WHERE_WE_LOOKED = Content("where we looked", "UK GDPR art. 15(1A); DPA 2018 s.45(2A)", r"\b(?:looked|searched)\b")
WHERE_ELSE = Content(
    "where else to ask", "UK GDPR art. 12(2)", r"\b(?:school|another|other) .*\bask\b|\bask\b.*\bschool\b"
)
NOTHING_REQUIRED = Content(
    "that there is no information we are required to give",
    "UK GDPR art. 15(1) with DPA 2018 Sch. 2 para. 2; DPA 2018 s.45(4)-(6)",
    r"\bno information that we (?:are required|have) to give\b",
)

ACCESS = (
    Content("the purposes (a)", "UK GDPR art. 15(1)(a); DPA 2018 s.45(2)(a)", r"\bwhy we have it\b"),
    Content("the legal basis", "DPA 2018 s.45(2)(a)", r"\blaw that lets us\b", regimes=(PART_3,)),
    Content("the categories (b)", "UK GDPR art. 15(1)(b); DPA 2018 s.45(2)(b)", r"\bwhat kinds? (?:it is|of)\b"),
    Content("the recipients (c)", "UK GDPR art. 15(1)(c); DPA 2018 s.45(2)(c)", r"\bwho may have been given it\b"),
    Content("how long it is kept (d)", "UK GDPR art. 15(1)(d); DPA 2018 s.45(2)(d)", r"\bhow long we keep it\b"),
    Content(
        "the rights to correct, erase, restrict and object (e)",
        "UK GDPR art. 15(1)(e)",
        r"\bcorrect\b.*\bdelete\b.*\blimit\b.*\bobject\b",
        regimes=(UK,),
    ),
    Content(
        "the rights to correct, erase and restrict (e)",
        "DPA 2018 s.45(2)(e)",
        r"\bcorrect\b.*\bdelete\b.*\blimit\b",
        regimes=(PART_3,),
    ),
    Content("the source (g)", "UK GDPR art. 15(1)(g); DPA 2018 s.45(2)(g)", r"\bwhere it came from\b"),
    Content(
        "automated decisions (h)",
        "UK GDPR art. 15(1)(h)",
        r"\bautomatic decisions\b|\bby a computer alone\b",
        regimes=(UK,),
    ),
    Content("transfers (2)", "UK GDPR art. 15(2)", r"\boutside the United Kingdom\b", regimes=(UK,)),
    Content(
        "what goes with the letter, or that nothing does",
        "UK GDPR art. 15(3); DPA 2018 s.45(2)(g)",
        r"\b(?:with this letter|found nothing)\b",
    ),
    *ROUTES,
)

ACTION = Content("what was done", "UK GDPR art. 12(3); DPA 2018 s.48(1)-(2)", rf"\bthis is what we did:{_WORDS}")
RECIPIENTS_TOLD = Content("who else has been told", "UK GDPR art. 19; DPA 2018 s.48(7), (9)", r"\b(?:told|shared)\b")
LIMITED_INSTEAD = Content(
    "that its use is limited in place of what was asked", "DPA 2018 s.46(4), s.47(2)", r"\blimit what we do with it\b"
)
RECIPIENTS_NAMED = Content(
    "who they are, or that there was nobody",
    "UK GDPR art. 19, second sentence",
    r"\b(?:these had it|nobody outside our team had it):?",
)
LIFTED_ON = Content("the day it ends, in advance", "UK GDPR art. 18(3); DPA 2018 s.48(10)", rf"\bon {_DAY}")
WHAT_ENDS = Content("that the limit ends", "UK GDPR art. 18(3); DPA 2018 s.48(10)", r"\blimit\b.*\bends?\b")

WILL_LOOK = Content("that we will look into it", "DPA 2018 s.164A(3)-(4)", r"\b(?:look|looking) into\b")
NEWS_BY = Content("when the person next hears from us", "DPA 2018 s.164A(4)(b)", rf"\bby {_DAY}")
PROGRESS = Content("how it is getting on", "DPA 2018 s.164A(4)(b)", rf"\bso far:{_WORDS}")
RESULT = Content(
    "the outcome",
    "DPA 2018 s.164A(4)(c)",
    r"\b(?:we agree with|we do not agree with|you are right|we think we did|we cannot decide)\b",
)

NATURE = Content("what happened", "UK GDPR art. 34(2); DPA 2018 s.68(2)(a)", rf"\bwhat happened:{_WORDS}")
CONTACT = Content("whom to ask", "UK GDPR art. 34(2), 33(3)(b); DPA 2018 s.68(2)(b)", r"\bdata protection officer\b")
CONSEQUENCES = Content(
    "what it may lead to",
    "UK GDPR art. 34(2), 33(3)(c); DPA 2018 s.68(2)(c)",
    rf"\bwhat (?:this|it) may (?:lead to|mean)[^:\n]*:{_WORDS}",
)
MEASURES = Content(
    "what we are doing about it",
    "UK GDPR art. 34(2), 33(3)(d); DPA 2018 s.68(2)(d)",
    rf"\bwhat we (?:have done|are doing|did)[^:\n]*:{_WORDS}",
)

WHAT_OF_THEIRS = Content("what of theirs would be shared", "UK GDPR art. 4(11), 7(2)", rf"\bwhat it is about:{_WORDS}")
MAY_REFUSE = Content("that they may say no, without a reason", "UK GDPR art. 4(11), 7(4)", r"\bsay no\b.*\breason\b")
MAY_CHANGE = Content("that they may change their mind", "UK GDPR art. 7(3)", r"\bchange your mind\b")
ANSWER_BY = Content("by when to answer", "DPA 2018 Sch. 2 para. 16(3)(c)", rf"\bby (?:\w+ )?{_DAY}")
SILENCE_IS_NO_YES = Content(
    "that no answer is not a yes", "UK GDPR art. 4(11), recital 32", r"\b(?:not|never) (?:taken? )?as a yes\b"
)
WE_DECIDE = Content(
    "that the council decides, and by what", "DPA 2018 Sch. 2 para. 16(2)-(3); s.45(4)(e)", r"\bdecide\b.*\bfair\b"
)
ASKING_OTHERS = (
    WHAT_OF_THEIRS,
    MAY_REFUSE,
    MAY_CHANGE,
    ANSWER_BY,
    SILENCE_IS_NO_YES,
    WE_DECIDE,
    HOW_SAFELY,
    COMPLAIN_TO_US,
    COMPLAIN_TO_REGULATOR,
)
