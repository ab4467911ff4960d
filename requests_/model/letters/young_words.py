"""Each reason for saying no, as a young person is told it: the same codes as the tables of reasons for adults."""

from __future__ import annotations

from collections.abc import Mapping

_COURT_REPORT = "A court looks after this. It says who may see it."
_CHILD_SAID = "This was told to us by someone who did not want it passed on."

YOUNG_WORDS: Mapping[str, str] = {
    "S2P16_THIRD_PARTY": "This is about someone else. They did not say that we may show it to you.",
    "S2P19_LPP": "This is what our lawyers told us. What a lawyer says stays with us.",
    "S2P2_CRIME": "If we show this now, it could harm work to stop or look into a crime.",
    "S3P11_HARM_SOCIAL": "If we show this, someone could come to real harm.",
    "S3P21_CHILD_ABUSE": "To show this would not be good for the child it is about.",
    "OUT_OF_SCOPE": "This is not about the person you asked about.",
    "S2P2_CTRL2": "This came from people who look into crimes. To show it now could harm their work.",
    "S2P5_2_REQUIRED": "A law or a court tells us to do something else with this.",
    "S2P5_3_LEGAL": "We need this for a case in court. If we did what you ask, we could not use it there.",
    "S2P14_JUDICIAL": "To show this could get in the way of a judge or a court.",
    "S2P20_SELFINC": "The law does not ask us to show you this.",
    "S2P22_MGMT": "This is about how we plan our own work.",
    "S2P23_NEGOT": "This shows what we mean to say in talks with you.",
    "S2P24_REF": "Someone wrote this about you for a school or a job. They were told that it would stay private.",
    "S2P25_SCRIPT": "The law gives no right to see what was written in an exam.",
    "S2P25_MARKS": "You get your marks on the day that all marks come out.",
    "S3P3_COURT_HEALTH": _COURT_REPORT,
    "S3P9_COURT_SOCIAL": _COURT_REPORT,
    "S3P18_COURT_EDU": _COURT_REPORT,
    "S3P4_EXPECT_HEALTH": _CHILD_SAID,
    "S3P10_EXPECT_SOCIAL": _CHILD_SAID,
    "S3P5_HARM_HEALTH": "A doctor or a nurse told us that to show this could do real harm.",
    "S3P6_HEALTH_GATE": "This is about health. We must ask a doctor or a nurse before we show it.",
    "S3P19_HARM_EDU": "If we show this school record, someone could come to real harm.",
    "S4P3_ADOPTION": "The law says who may see what was written when a child was adopted.",
    "S4P4_SEN": "The law says who may see a plan for a child who needs more help at school.",
    "A12_5_UNFOUNDED": "We can show that what you asked was not a real wish to see or change what we have.",
    "A12_5_EXCESSIVE": "What you asked is far too much, and we can show why.",
    "A15_4_OTHERS": "A copy of this would not be fair to other people.",
    "P3_S43_3": "This was made by or for a court. The court says who may see it.",
    "P3_S45_4_A": "To show this now would get in the way of people who look into things.",
    "P3_S45_4_B": "If we show this now, it could harm work to stop or look into a crime.",
    "P3_S45_4_C": "If we show this, people could be less safe.",
    "P3_S45_4_D": "The law does not ask us to show you this.",
    "P3_S45_4_E": "To show this would not be fair to someone else.",
    "P3_S45A_LPP": "This is what our lawyers told us. What a lawyer says stays with us.",
    "not_entitled": "This is about someone else. We have not seen that you may ask for them.",
    "refused_accurate": "We checked it. What it says is right.",
    "refused_evidence_restricted": "We must keep it as it is for now. We do not use it for anything else.",
    "erasure_refused_needed": "The law says that we must keep it for longer.",
    "erasure_refused_hold": "We have to keep it for a case in court.",
    "erasure_evidence_restricted": "We must keep it as it is for now. We do not use it for anything else.",
    "restriction_refused": "The law lists when we must stop. We checked, and none of them fits here.",
    "objection_refused_compelling": "We thought about what you said. We have strong reasons to go on.",
    "objection_not_available": "The law tells us to have this. So you cannot ask us to stop.",
    "no_automated_decision": "A person made this choice, and not a computer alone.",
    "no_consent_relied_on": "We do this as the law tells us to. It was not up to you to say yes or no.",
    "portability_not_available": "You can ask this only for what you gave us when you said yes to it.",
    "unanswered": "We asked you a question, and asked again. You did not write back. You still can: then we go on.",
    "identity_not_shown": "We asked you to show us who you are, and asked again. Nothing came. You still can: "
    "then we go on.",
    "authority_not_shown": "We asked you to show us that you may ask, and asked again. Nothing came. You still "
    "can: then we go on.",
    "fee_not_paid": "We asked you for a fee, and asked again. It did not come. You still can pay it: then we go on.",
    "transferred": "We do not have this. Someone else does. You can ask them.",
    "COPY": "We have this in two places. You get it once.",
}
