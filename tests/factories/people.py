"""Invented people, and the roles they act in."""

from datetime import date

from requests_.ids import CaseId
from requests_.model.people import CasePerson, DataSubject, PersonRole, Requester
from requests_.model.staff import Actor, ActorKind, Role


def data_subject(**changes: object) -> DataSubject:
    values: dict[str, object] = dict(given_name="Orla", family_name="Fenwick", date_of_birth=date(2014, 3, 9))
    return DataSubject(**{**values, **changes})  # type: ignore[arg-type]


def requester(**changes: object) -> Requester:
    values: dict[str, object] = dict(name="Maeve Fenwick", email="maeve@fenwick.example", relation="mother")
    return Requester(**{**values, **changes})  # type: ignore[arg-type]


def third_party(name: str = "Dee Fox", **changes: object) -> CasePerson:
    values: dict[str, object] = dict(key="", name=name, role=PersonRole.THIRD_PARTY)
    return CasePerson(**{**values, **changes})  # type: ignore[arg-type]


def member(*roles: Role, key: str = "") -> Actor:
    return Actor(ActorKind.STAFF, key or "-".join(roles) or "nobody", frozenset(roles))


def requester_of(case: CaseId) -> Actor:
    return Actor(ActorKind.REQUESTER, case)


CASEWORKER = member(Role.CASEWORKER, key="caseworker-1")
COLLEAGUE = member(Role.CASEWORKER, key="caseworker-2")
APPROVER = member(Role.APPROVER, key="approver-1")
OFFICER = member(Role.DATA_PROTECTION_OFFICER, key="officer-1")
AUDITOR = member(Role.AUDITOR, key="auditor-1")
ADMINISTRATOR = member(Role.ADMINISTRATOR, key="administrator-1")
