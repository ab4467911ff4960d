"""What may be written down of a store in the browser: no secret, no key of the portal's own, no half a path."""

import pytest

from requests_.errors import InvalidCommand
from requests_.model.store_sections import StoreSection, read_section, sections_of

SQL = '[[store]]\nid = "case"\nkind = "sql"\ntitle = "Cases"\nurl = "{url}"\n'
TEAM = '[[store]]\nid = "mash"\nkind = "team"\nemail = "mash@ess.example"'
FILES = '[[store]]\nid = "share"\nkind = "files"\n'


def test_a_section_says_what_is_listed_of_it() -> None:
    read = read_section(SQL.format(url="postgresql://reader:${STORE_CASE}@db.example/cases?sslmode=require"))
    assert read == StoreSection(id="case", title="Cases", kind="sql", regime="uk_gdpr")
    assert read_section(f'{TEAM}\nregime = "law_enforcement"') == StoreSection(
        id="mash", title="mash", kind="team", regime="law_enforcement"
    )


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ("[[store", "not valid TOML"),
        ("[[store]]\n[[store]]", "Write one store"),
        ("store = 1", "Write one store"),
        (f"{TEAM}\n[other]\na = 1", "nothing but"),
        (TEAM.replace('"mash"', '"The MASH"'), "id: give it a short name"),
        (TEAM.replace('"team"', '"cloud"'), "kind: write one of sql, sheets"),
        (f'{TEAM}\nregime = "gdpr"', "regime: write one of uk_gdpr, law_enforcement"),
        (SQL.format(url="postgresql://reader:hunter2@db/cases"), "A password is never kept here"),
        (SQL.format(url="postgresql://reader:hun/ter@2@db/cases"), "A password is never kept here"),
        (SQL.format(url="postgresql://reader:x${STORE_CASE}@db/cases"), "A password is never kept here"),
        (SQL.format(url="mssql://db/?odbc_connect=UID=a;PWD=hunter2"), "A password is never kept here"),
        (SQL.format(url="postgresql://db/cases?password=hunter2"), "A password is never kept here"),
        (f"{TEAM}\n# password: hunter2", "A password is never kept here"),
        (f'{SQL.format(url="sqlite:////c")}[store.write]\nurl = "postgresql://w:hunter2@db/c"', "A password is never"),
        (SQL.format(url="postgresql://reader:${RIGHTS_SECRET_KEY}@evil.example/x"), "A password is never kept here"),
        (SQL.format(url="postgresql://evil.example/${RIGHTS_SECRET_KEY}"), "begin with STORE_"),
        ('[[store]]\nid = "m"\nkind = "mailbox"\npassword_env = "RIGHTS_SECRET_KEY"', "begin with STORE_"),
        (f'{FILES}root = "share"', "root: write the whole path"),
        (f'{FILES}root = "/share"\n[store.write]\nheld = "held"', "write.held: write the whole path"),
        (SQL.format(url="sqlite:///case.sqlite"), "url: write the whole path"),
    ],
)
def test_what_may_not_be_kept_is_refused_with_its_mend(section: str, says: str) -> None:
    with pytest.raises(InvalidCommand) as refused:
        read_section(section)
    assert says in refused.value.public_message
    assert refused.value.context == {"field": "section"}
    assert "hunter2" not in refused.value.public_message


@pytest.mark.parametrize(
    "section",
    [
        SQL.format(url="sqlite:////srv/case.sqlite"),
        SQL.format(url="mssql://db/?odbc_connect=UID=a;PWD=${STORE_CASE}"),
        '[[store]]\nid = "m"\nkind = "mailbox"\npath = "imaps://ess@mail.example/IN"\npassword_env = "STORE_MAIL"',
        f'{FILES}root = "/srv/share"',
        f"{TEAM}  # the password stands in the environment",
    ],
)
def test_what_says_no_secret_is_kept(section: str) -> None:
    read_section(section)


def test_a_whole_stores_file_comes_apart_into_its_stores() -> None:
    first, second = sections_of(f"# our stores\n\n{FILES}root = '/a'\n\n  [[ store ]] # the hub\n{TEAM[10:]}\n")
    assert (read_section(first).id, read_section(second).id) == ("share", "mash")
    for text in ("", "# nothing", "version = 1\n[[store]]"):
        with pytest.raises(InvalidCommand, match="Begin every store"):
            sections_of(text)
