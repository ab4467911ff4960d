"""The record of processing activities of the Education Support Service (UK GDPR art. 30; DPA 2018 s.61).

Filled from what the service's privacy notice tells families, in words of our own; each row is a row of the register.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from requests_.model.rights import Category, Regime


class Plain(NamedTuple):
    """The same thing in words for adults and for young people."""

    adult: str
    young: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One activity: what for, under which law and on which basis.

    `plain` and `young` say what for to the people it is about (after "to"); `acts` are the laws that they are told of.
    """

    key: str
    title: str
    purpose: str
    duty: str
    regime: Regime
    basis: str
    people: tuple[str, ...]
    plain: str
    young: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One kind of information: an example, where most of it comes from, and the condition it needs beyond a basis."""

    category: Category
    example: str
    source: str
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody who may be given information when their work needs it, and what people are told of them."""

    name: str
    is_internal: bool
    plain: Plain


_BASIS = "A legal obligation (UK GDPR, article 6(1)(c))"
_PART_3 = "Needed for a law-enforcement task (DPA 2018, section 35(2)(b))"
_FAMILIES = ("Children and young people of school age", "Parents and carers")

ACTIVITIES: tuple[Activity, ...] = (
    Activity(
        key="attendance_offences",
        title="Absence from school: finding out, warning, fining, prosecuting",
        purpose="To find out why a child is not at school, and to warn, issue penalty notices or prosecute where an "
        "offence is suspected.",
        duty="Education Act 1996, section 444(1) and (1A)",
        regime=Regime.LAW_ENFORCEMENT,
        basis=_PART_3,
        people=(*_FAMILIES, "Witnesses", "School staff"),
        plain="find out why a child is not at school, and to act where the law asks it",
        young="find out why a child is not at school, and to act on it",
        acts=("the Education Act 1996",),
    ),
    Activity(
        key="attendance_support",
        title="Absence from school: enquiries and meetings before any offence is suspected",
        purpose="To work with schools and families so that children attend.",
        duty="Education Act 1996; Children Act 1989; statutory guidance on attendance and on missing education",
        regime=Regime.UK_GDPR,
        basis=_BASIS,
        people=(*_FAMILIES, "School staff"),
        plain="work with schools and families so that children go to school",
        young="work with your school and your family so that you can go to school",
        acts=("the Education Act 1996", "the Children Act 1989"),
    ),
    Activity(
        key="attendance_orders",
        title="School attendance orders",
        purpose="To require a parent to register a child at a named school, and to act where an order is not kept.",
        duty="Education Act 1996, sections 437(3) and 443",
        regime=Regime.LAW_ENFORCEMENT,
        basis=_PART_3,
        people=_FAMILIES,
        plain="make sure that each child has a school",
        young="make sure that each child has a school",
        acts=("the Education Act 1996",),
    ),
    Activity(
        key="register_deletions",
        title="Taking children off a school's register",
        purpose="To decide on schools' referrals to take a child off the admission register, and to see where "
        "the child goes next.",
        duty="The regulations on pupil registration in England, as to deletions from the admission register",
        regime=Regime.UK_GDPR,
        basis=_BASIS,
        people=_FAMILIES,
        plain="decide when a child comes off the list of a school",
        young="decide when a child comes off the list of a school",
        acts=("the Education Act 1996",),
    ),
    Activity(
        key="rights_requests",
        title="Answering people who use their data protection rights",
        purpose="To know who asks and for whom, to find and give the information, and to show that the law was kept.",
        duty="UK GDPR, articles 12 to 22; DPA 2018, sections 43 to 54 and 164A",
        regime=Regime.UK_GDPR,
        basis=_BASIS,
        people=("Requesters", *_FAMILIES, "Other people named in the records"),
        plain="answer people who use their rights",
        young="answer people who use their rights",
        acts=("the Data Protection Act 2018",),
    ),
)

_SPECIAL = (
    "Substantial public interest: safeguarding of children and of people at risk, and equal treatment; legal claims "
    "and courts (UK GDPR, article 9(2)(f) and (g); DPA 2018, Schedule 1, paragraphs 8 and 18; Schedule 8). There is an "
    "appropriate policy document."
)
_CRIMINAL = (
    "Official authority (UK GDPR, article 10; DPA 2018, section 10(5) and Schedule 1; Part 3). There is an appropriate "
    "policy document."
)
_SCHOOLS, _SERVICES, _OURS = "Schools", "Other services and agencies", "The service itself"
SOURCES: dict[str, Plain] = {
    _SCHOOLS: Plain("schools", "your school"),
    _SERVICES: Plain("other teams of the council and other public bodies", "people who help you"),
    _OURS: Plain("our own staff", "our own staff"),
}

HELD: tuple[Held, ...] = (
    Held(category=Category.PUPIL_RECORD, example="Name, unique pupil number, address and contacts", source=_SCHOOLS),
    Held(
        category=Category.CHARACTERISTICS,
        example="Ethnicity, language, free school meals",
        source=_SCHOOLS,
        condition=_SPECIAL,
    ),
    Held(
        category=Category.SAFEGUARDING,
        example="Court orders, professionals involved",
        source=_SERVICES,
        condition=_SPECIAL,
    ),
    Held(
        category=Category.SPECIAL_EDUCATIONAL_NEEDS,
        example="Needs and their level",
        source=_SCHOOLS,
        condition=_SPECIAL,
    ),
    Held(category=Category.ATTENDANCE, example="Sessions, absences and reasons, earlier schools", source=_SCHOOLS),
    Held(category=Category.ATTAINMENT, example="Phonics, Key Stage and later results", source=_SCHOOLS),
    Held(category=Category.BEHAVIOUR, example="Exclusions, alternative provision", source=_SCHOOLS),
    Held(category=Category.COMMUNICATION_LOGS, example="Logs of calls, letters", source=_SCHOOLS),
    Held(category=Category.MEETING_NOTES, example="Meetings with schools and agencies", source=_OURS),
    Held(
        category=Category.OTHER_AGENCY_RECORDS,
        example="Educational psychology",
        source=_SERVICES,
        condition=_SPECIAL,
    ),
    Held(
        category=Category.FAMILY_RECORDS,
        example="Early Help and social care",
        source=_SERVICES,
        condition=_SPECIAL,
    ),
    Held(category=Category.WITNESS_STATEMENTS, example="Statements for a court", source=_OURS, condition=_CRIMINAL),
    Held(
        category=Category.INTERVIEWS_UNDER_CAUTION,
        example="What was said under caution",
        source=_OURS,
        condition=_CRIMINAL,
    ),
    Held(category=Category.HEALTH, example="Illness and medical conditions", source=_SCHOOLS, condition=_SPECIAL),
    Held(
        category=Category.CRIMINAL_OFFENCE,
        example="Convictions for offences of attendance",
        source=_OURS,
        condition=_CRIMINAL,
    ),
)

_SOCIAL_CARE = Plain("social care", "people who help families")
_COUNCIL = Plain("other teams of the council", "other teams of the council")
_EDUCATION = Plain("schools and other places of learning", "schools")
_HEALTH = Plain("health services", "people who look after your health")
_COUNCILS = Plain("other councils and government departments", "other councils")
_LAW = Plain("courts and bodies that uphold the law", "people whose job is to keep the law")
_SUPPORT = Plain("services that support young people and families", "people who help young people")
_AGENTS = Plain("somebody you asked to act for you", "somebody you asked to speak for you")

_INSIDE: dict[Plain, tuple[str, ...]] = {
    _SOCIAL_CARE: (
        "Multi-Agency Safeguarding Hub",
        "Children's and adults' social care",
        "Child and adolescent response team",
        "Early Help",
        "Safeguarding and review",
    ),
    _EDUCATION: ("Virtual school",),
    _COUNCIL: (
        "Other teams in their own duties: youth support, legal, housing, education, revenues and benefits, "
        "complaints, business intelligence, finance, quality assurance",
    ),
}
_OUTSIDE: dict[Plain, tuple[str, ...]] = {
    _COUNCILS: (
        "Other councils and schools, as when a child is taken off a register",
        "Government departments for education and for health",
        "Benefit agencies",
        "Housing agencies",
    ),
    _EDUCATION: (
        "Schools, colleges, pupil referral units and other education providers",
        "Funded early years providers",
        "Education support companies that schools have engaged",
    ),
    _HEALTH: (
        "GPs, NHS bodies, school nurses and health visitors",
        "Child and adolescent mental health services",
        "Commissioned social care and health services",
    ),
    _LAW: (
        "Police",
        "Youth offending and probation services",
        "HM Courts and Tribunals Service",
        "National Anti-Fraud Network",
    ),
    _SUPPORT: (
        "Youth support services",
        "Support services for young people not in education or work",
        "Contracted, voluntary and community organisations that work with young people",
    ),
    _AGENTS: ("A legal representative or advocate whom the person has instructed",),
}
RECIPIENTS: tuple[Recipient, ...] = tuple(
    Recipient(name=name, is_internal=is_internal, plain=plain)
    for is_internal, groups in ((True, _INSIDE), (False, _OUTSIDE))
    for plain, names in groups.items()
    for name in names
)

RETENTION = (
    "From some months to some decades, by kind of record and the law behind it, as the council's retention schedule "
    "says; no longer than the purpose needs."
)
RETENTION_TOLD = Plain(
    "From some months to some decades. It depends on the kind of record and on the law. Ask us for our list of how "
    "long we keep each kind.",
    "Some of it for months, and some for many years. You can ask us how long.",
)
TRANSFERS = "None outside the United Kingdom."
TRANSFERS_TOLD = Plain(
    "We do not send this information outside the United Kingdom.", "We do not send it outside the United Kingdom."
)
SECURITY: tuple[str, ...] = (
    "Kept on the council's own secure network; files of the portal are encrypted, a key a case.",
    "Opened only by those whose work needs it, all bound to confidence; every look into a case is written down.",
    "Paper only while a case is worked on: locked away, and carried by the rules of the council's policy.",
    "Suspected breaches are looked into, and told to people and the regulator where the law says so.",
)
