"""The `stores.toml` that says where everything of the borough is."""

from __future__ import annotations

from workers.demo.database import CATEGORIES

_CASE_FIELDS = (
    'family_name = "Sname", given_name = "Fname", date_of_birth = "BirthDate", '
    'upn = "UniquePN", address = "Addr", postcode = "PCode"'
)
_PROSECUTION_FIELDS = (
    'family_name = "Surname", given_name = "Forenames", date_of_birth = "DoB", '
    'upn = "UPN", address = "Address", postcode = "Postcode"'
)
_PAPER_FIELDS = (
    'ref = "file_no", family_name = "surname", given_name = "forename", '
    'date_of_birth = "dob", location = "cabinet", title = "description"'
)
# Table, key, column with the child, date, title, text columns.
_CASE_RECORDS = (
    ("tblCase", "CaseId", "Opened", "Case", ("Txt",)),
    ("tblAddrHist", "AddrId", "ToDate", "Previous address", ("Addr", "Txt")),
    ("tblChar", "CharId", "At", "Characteristics", ("Txt",)),
    ("tblLog", "LogId", "At", "Contact log", ("Txt",)),
    ("tblAttend", "AttId", "EndsOn", "Attendance summary", ("Marks",)),
    ("tblNotice", "NoticeId", "Issued", "Penalty notice", ("Txt",)),
    ("tblMeeting", "MtgId", "HeldOn", "Meeting", ("Present", "Notes")),
    ("tblSen", "SenId", "At", "Special educational needs", ("Txt",)),
    ("tblBehav", "BehId", "At", "Behaviour", ("Txt",)),
    ("tblAttain", "AttnId", "At", "Attainment", ("Txt",)),
    ("tblHealth", "HlthId", "At", "Health", ("Txt",)),
    ("tblSafe", "SafeId", "At", "Safeguarding", ("Txt",)),
    ("tblFamily", "FamId", "At", "Family record", ("Txt",)),
    ("tblAgency", "AgId", "At", "Other agency record", ("Txt",)),
)
_PROSECUTION_RECORDS = (
    ("PRInterview", "IntNo", "HeldOn", "Interview under caution", ("Summary",)),
    ("PRStatement", "StNo", "Dated", "Witness statement", ("Summary",)),
    ("PROffence", "OffNo", "HeardOn", "Court outcome", ("Outcome",)),
)


def stores_toml(case_url: str, prosecution_url: str) -> str:
    """The whole file; the addresses are as SQLAlchemy takes them."""
    parts = [
        "# The stores of an invented Education Support Service, written by `rights demo-data`.\n",
        _store(id="case", kind="sql", title="Case management system", url=case_url, retention="case_file"),
        _person("tblChild", "ChildRef", _CASE_FIELDS),
        _relation("tblAdult", "ChildRef", 'name = "FullName", relation = "Rel", phone = "Tel", email = "Mail"'),
        *(_record(row, "ChildRef") for row in _CASE_RECORDS),
        _store(
            id="prosecution",
            kind="sql",
            title="Prosecution register",
            url=prosecution_url,
            retention="prosecution",
            part3=True,
        ),
        _person("PRSubject", "SubjNo", _PROSECUTION_FIELDS),
        _relation("PRDefendant", "SubjNo", 'name = "Name", relation = "Relation", phone = "Phone", email = "Email"'),
        *(_record(row, "SubjNo") for row in _PROSECUTION_RECORDS),
        _store(
            id="share",
            kind="files",
            title="ESS network share",
            root="share",
            category="case_documents",
            retention="case_file",
        ),
        _store(
            id="prosecution-files",
            kind="files",
            title="Prosecution files",
            root="prosecution-files",
            category="case_documents",
            retention="prosecution",
            part3=True,
        ),
        _store(
            id="mail",
            kind="mailbox",
            title="ESS secure mailbox",
            path="mail.mbox",
            category="communication_logs",
            retention="correspondence",
        ),
        _store(id="paper", kind="paper", title="Paper files", path="paper.csv", retention="case_file"),
        f"fields = {{ {_PAPER_FIELDS} }}\n",
        _store(
            id="mash",
            kind="team",
            title="Multi-Agency Safeguarding Hub",
            email="mash@brackenford.example",
            retention="safeguarding",
        ),
    ]
    return "".join(parts)


def _store(*, part3: bool = False, **keys: str) -> str:
    lines = [f'{key} = "{value}"\n' for key, value in keys.items()]
    regime, basis = ("law_enforcement", "law_enforcement_purpose") if part3 else ("uk_gdpr", "legal_obligation")
    return "".join(["\n[[store]]\n", *lines, f'regime = "{regime}"\nlawful_basis = "{basis}"\n'])


def _person(table: str, key: str, fields: str) -> str:
    return f'\n[store.person]\ntable = "{table}"\nkey = "{key}"\nfields = {{ {fields} }}\n'


def _relation(table: str, person: str, fields: str) -> str:
    return f'\n[[store.relation]]\ntable = "{table}"\nperson = "{person}"\nfields = {{ {fields} }}\n'


def _record(row: tuple[str, str, str, str, tuple[str, ...]], person: str) -> str:
    table, key, day, title, text = row
    columns = ", ".join(f'"{column}"' for column in text)
    return (
        f'\n[[store.record]]\ntable = "{table}"\nkey = "{key}"\nperson = "{person}"\n'
        f'date = "{day}"\ntitle = "{title}"\n'
        f'category = "{CATEGORIES[table]}"\ntext = [{columns}]\n'
    )
