"""The case management system's own tables, grown over twenty years, and those of the prosecution team's register."""

from __future__ import annotations

from sqlalchemy import Column, Date, Float, Integer, MetaData, String, Table, Text


def _table(metadata: MetaData, name: str, key: str, columns: str) -> Table:
    """A table of short text columns; `:d` after a name makes it a date, `:t` long text, `:i` whole, `:f` a fraction."""
    kinds = {"d": Date, "t": Text, "i": Integer, "f": Float}
    made: list[Column[object]] = []
    for word in columns.split():
        name_of, _, kind = word.partition(":")
        made.append(Column(name_of, kinds[kind]() if kind else String(200)))
    return Table(name, metadata, Column(key, Integer, primary_key=True, autoincrement=False), *made)


case_metadata = MetaData()
tblChild = _table(
    case_metadata,
    "tblChild",
    "ChildRef",
    "Sname Fname MidName KnownAs PrevSname BirthDate:d Sex UniquePN NhsNo Addr PCode SchURN Ethnic Lang ProtFlag",
)
tblAdult = _table(case_metadata, "tblAdult", "AdultId", "ChildRef:i FullName Rel PR Addr PCode Tel Mail")
tblSchool = _table(case_metadata, "tblSchool", "SchId", "URN Nm Addr PCode Tel HeadNm")
tblOfficer = _table(case_metadata, "tblOfficer", "OffId", "Nm Post Tel Mail")
tblAddrHist = _table(case_metadata, "tblAddrHist", "AddrId", "ChildRef:i ToDate:d Addr PCode Txt:t")
tblCase = _table(case_metadata, "tblCase", "CaseId", "ChildRef:i Ref Opened:d Closed:d OffNm Txt:t")
tblLog = _table(case_metadata, "tblLog", "LogId", "ChildRef:i At:d How OffNm Txt:t")
tblAttend = _table(
    case_metadata,
    "tblAttend",
    "AttId",
    "ChildRef:i HalfTerm EndsOn:d Poss:i Pres:i Auth:i Unauth:i Late:i Pct:f Marks:t",
)
tblNotice = _table(case_metadata, "tblNotice", "NoticeId", "ChildRef:i Issued:d NoticeNo Kind Recipient Amount:i Txt:t")
tblMeeting = _table(case_metadata, "tblMeeting", "MtgId", "ChildRef:i HeldOn:d Kind Present:t Notes:t")
tblSen = _table(case_metadata, "tblSen", "SenId", "ChildRef:i At:d Need Rank Txt:t")
tblBehav = _table(case_metadata, "tblBehav", "BehId", "ChildRef:i At:d Kind Days:f Txt:t")
tblAttain = _table(case_metadata, "tblAttain", "AttnId", "ChildRef:i At:d Stage Txt:t")
tblHealth = _table(case_metadata, "tblHealth", "HlthId", "ChildRef:i At:d Source Txt:t")
tblSafe = _table(case_metadata, "tblSafe", "SafeId", "ChildRef:i At:d Kind Txt:t")
tblFamily = _table(case_metadata, "tblFamily", "FamId", "ChildRef:i At:d Service Txt:t")
tblAgency = _table(case_metadata, "tblAgency", "AgId", "ChildRef:i At:d Agency Txt:t")
tblChar = _table(case_metadata, "tblChar", "CharId", "ChildRef:i At:d Txt:t")

prosecution_metadata = MetaData()
PRSubject = _table(prosecution_metadata, "PRSubject", "SubjNo", "Surname Forenames DoB:d UPN Address Postcode CaseRef")
PRDefendant = _table(prosecution_metadata, "PRDefendant", "DefNo", "SubjNo:i Name Relation DoB:d Address Phone Email")
PRInterview = _table(prosecution_metadata, "PRInterview", "IntNo", "SubjNo:i HeldOn:d Officer Summary:t")
PRStatement = _table(prosecution_metadata, "PRStatement", "StNo", "SubjNo:i Dated:d Witness Summary:t")
PROffence = _table(prosecution_metadata, "PROffence", "OffNo", "SubjNo:i HeardOn:d Offence Outcome:t")
