"""Every measure: its number, what it says, how it is counted, what it is out of, and the function that counts it."""

from __future__ import annotations

from dataclasses import dataclass

from requests_.reporting import measures, measures_beside_cases, outcome_measures
from requests_.reporting.measures import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One measure, as the page, the return and its definitions sheet explain it."""

    key: str
    title: str
    says: str
    out_of: str
    source: str
    count: Measure


_MONITORING = "ICO, audit toolkit: monitoring and improving performance"
_LOGGING = "ICO, accountability framework: logging and tracking requests"

DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        key="RP-1",
        title="Received",
        says="Requests whose day of receipt, by any part of the council and any channel, lies in the period. "
        "Complaints are counted apart (RP-12).",
        out_of="Nothing: a count.",
        source=_MONITORING,
        count=measures.received,
    ),
    Definition(
        key="RP-2",
        title="Answered",
        says="Requests whose first final response, a refusal included, was sent in the period. It settles the "
        "statutory time: a request that is opened again and answered another time is not counted again here, nor in "
        "what is out of this, but in RP-16, and while it is open in RP-8.",
        out_of="Nothing: a count.",
        source=_LOGGING,
        count=measures.closed,
    ),
    Definition(
        key="RP-3",
        title="Answered in the statutory time",
        says="Answered in the period on or before the due date, which takes account of identity, authority, "
        "clarification and extensions that the law allows. A late notice of extension does not move the date. An "
        "answer given while there was no due date, as nothing came that the requester was asked for, is in time, and "
        "is also counted by itself.",
        out_of="Requests answered in the period (RP-2).",
        source=f"{_MONITORING}; UK GDPR, article 12A; DPA 2018, section 54",
        count=measures.in_statutory_time,
    ),
    Definition(
        key="RP-4",
        title="Fell due, and answered on time",
        says="Of the requests that fell due in the period, those answered by then. A request that is still open past "
        "its date counts as a failure, so that a backlog cannot hide behind quick answers; so does one that was taken "
        "back or ended after its date, which is listed by itself. In a period that has not ended, only dates up to "
        "yesterday have fallen due. A request that was taken back or lapsed by its date, and "
        "not opened again by the end of the period, is left out.",
        out_of="Requests whose due date lies in the period, answered or not.",
        source=_MONITORING,
        count=measures.due_and_on_time,
    ),
    Definition(
        key="RP-5",
        title="Within one month",
        says="Answered in time, among the requests that were not extended.",
        out_of="Requests answered in the period whose time was not extended.",
        source=_MONITORING,
        count=measures.within_a_month,
    ),
    Definition(
        key="RP-6",
        title="Extended",
        says="Requests answered after an extension; notices of extension given in the period, in time or too late to "
        "count, and the reason given. Of a request under two laws a notice under either counts.",
        out_of="Requests answered in the period; notices given in the period.",
        source="UK GDPR, article 12A(3) to (5); DPA 2018, section 54(3A) to (3C)",
        count=measures.extended,
    ),
    Definition(
        key="RP-7",
        title="Stopped or not started",
        says="Answered requests with days between receipt and answer that did not count; those for which identity, "
        "authority, clarification or a fee was asked for; how many days that was; and open requests whose clock stood "
        "still at the end.",
        out_of="Requests answered in the period.",
        source="UK GDPR, article 12A(2) and (5)",
        count=measures.stopped,
    ),
    Definition(
        key="RP-8",
        title="Open and overdue at the end",
        says="Requests without an answer at the end of the period; those past their due date, by how many days, as the "
        "queue would say on the next morning; and the oldest. One that was opened again is open; where it had been "
        "answered, it is kept to the day that was promised.",
        out_of="Requests open at the end; overdue requests for the ages.",
        source=_MONITORING,
        count=measures.backlog,
    ),
    Definition(
        key="RP-9",
        title="Time to respond",
        says="Calendar days from receipt to the final response: the median, and the smallest number that nine in ten "
        "did not exceed; once as they are, once without the days that do not count.",
        out_of="Requests answered in the period.",
        source=_MONITORING,
        count=measures.time_to_respond,
    ),
    Definition(
        key="RP-10",
        title="Exemptions",
        says="Requests answered in the period in which a code was used; the documents and places withheld under it; "
        "pages withheld in full and in part. Erasing the details of a case leaves these as they were.",
        out_of="Requests answered in the period.",
        source=f"{_MONITORING}; DPA 2018, Schedules 2 to 4",
        count=outcome_measures.exemptions_used,
    ),
    Definition(
        key="RP-11",
        title="Outcomes",
        says="How the requests that ended in the period ended. Withdrawn, lapsed, joined and transferred ones are "
        "counted here and in no share of answers; one that was opened again by the end of the period is not among "
        "them. A request that was answered more than once is counted by its first answer.",
        out_of="Requests answered, withdrawn, lapsed, joined to an earlier one or sent to another body in the period.",
        source=_LOGGING,
        count=outcome_measures.outcomes,
    ),
    Definition(
        key="RP-12",
        title="Complaints to the council",
        says="Complaints received; those whose 30 days for an acknowledgement ended in the period, acknowledged (or "
        "answered) by then or not; open ones; those answered in the period by what they came to; days to the outcome.",
        out_of="Complaints whose 30 days ended in the period; for what they came to, those answered in it.",
        source="DPA 2018, sections 164A and 164B",
        count=outcome_measures.complaints,
    ),
    Definition(
        key="RP-13",
        title="Regulator, tribunal and court",
        says="Letters of the period in which the regulator, a tribunal or a court set the council a date about a "
        "request, by what they were for; and of the dates that fell in the period, those met by their day.",
        out_of="Dates that fell in the period and were not taken back.",
        source=f"{_MONITORING}; DPA 2018, sections 51, 142, 149, 165 and 167",
        count=measures_beside_cases.outside_dates,
    ),
    Definition(
        key="RP-14",
        title="Personal data breaches",
        says="Breaches of which the council became aware in the period, by risk; those told to the regulator, and "
        "within 72 hours; those of which everybody named was told; those in answering a request; the root cause. "
        "What turned out to be no breach is not counted.",
        out_of="Breaches of the period; those told to the regulator for the 72 hours.",
        source="UK GDPR, articles 33 and 34; DPA 2018, sections 67 and 68",
        count=measures_beside_cases.breaches,
    ),
    Definition(
        key="RP-15",
        title="Correction, deletion, restriction",
        says="Requests for these rights answered in the period: with action taken, in how many days, and how many of "
        "those who had been given the information were told, or could not be.",
        out_of="Requests for the right answered in the period.",
        source="UK GDPR, articles 16 to 19; DPA 2018, sections 46 to 48",
        count=outcome_measures.corrective_rights,
    ),
    Definition(
        key="RP-16",
        title="Quality",
        says="Answered requests that the second person had sent back at least once before they were signed off; "
        "requests that were opened again in the period after their answer, by the reason, a complaint that something "
        "was missing among them; and those answered again in the period, by the day that had been promised or not.",
        out_of="Requests answered in the period for those sent back; the others are counts.",
        source=_MONITORING,
        count=outcome_measures.quality,
    ),
    Definition(
        key="RP-17",
        title="Reasons for lateness",
        says="The reason recorded for each request that was answered late, and where its time was lost; one without "
        "either is shown as such.",
        out_of="Requests answered late in the period.",
        source=_MONITORING,
        count=outcome_measures.reasons_late,
    ),
    Definition(
        key="RP-18",
        title="The team and its training",
        says="Who answered requests at the end of the period, as the register of the team says, how many of them were "
        "trained within twelve months, and the requests of the period for each full-time member.",
        out_of="People who answer requests.",
        source="ICO, audit toolkit: training and resources",
        count=measures_beside_cases.team,
    ),
)
BY_KEY: dict[str, Definition] = {row.key: row for row in DEFINITIONS}
