"""Scenarios in and out as files."""

import contextlib
import io
import json
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.graph import Document, content_hash
from scenarios.audit import entries
from scenarios.drafts import create, save_draft
from scenarios.errors import NameTaken, Refused
from scenarios.exchange import exported, exported_all, import_file
from scenarios.models import Scenario
from tests.scenarios.documents import document, text_of

pytestmark = pytest.mark.django_db
LIMIT_S = 1.0


def packed(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, text in files:
            archive.writestr(name, text)
    return content.getvalue()


def test_all_scenarios_go_out_and_come_in_again() -> None:
    names = ["главный", "а/б: «в»", "CON"]
    scenarios = [create(name, author=None, document=document(name)) for name in names]
    hashes = {content_hash(scenario.draft) for scenario in scenarios}
    content = exported_all(scenarios)
    Scenario.objects.all().delete()
    imported = import_file(content, author=None)
    assert {content_hash(one.scenario.draft) for one in imported} == hashes
    assert all(one.is_new for one in imported)


def test_one_scenario_goes_out_and_comes_in_again() -> None:
    scenario = create("проба", author=None, document=document())
    content = exported(scenario).encode()
    Scenario.objects.all().delete()
    assert [one.scenario.draft for one in import_file(content, author=None)] == [document()]


def test_what_exists_is_replaced_only_when_that_is_wanted() -> None:
    scenario = create("проба", author=None, document=document())
    save_draft(scenario, document(text="чья-то правка"), base=1, author=None)
    content = packed(("1.json", text_of(document("новый"))), ("2.json", text_of(document(text="файл"))))
    with pytest.raises(NameTaken):
        import_file(content, author=None)
    assert Scenario.objects.get().draft == document(text="чья-то правка")
    assert not import_file(content, author=None, clash="replace")[1].is_new
    scenario.refresh_from_db()
    assert (scenario.draft, scenario.draft_number) == (document(text="файл"), 3)
    assert entries(scenario)[0].action == "imported"


def test_one_file_that_is_no_scenario_stops_the_whole_archive_and_is_named() -> None:
    with pytest.raises(Refused) as refused:
        import_file(packed(("a.json", text_of(document())), ("b.json", b"[]")), author=None)
    assert refused.value.message.en.startswith("b.json")
    assert not Scenario.objects.exists()


def test_names_that_are_not_here_come_as_a_checklist() -> None:
    drawing = document()
    drawing["nodes"][1]["params"] = {"prompt": [{"sound": "нет такого"}]}
    (imported,) = import_file(text_of(drawing), author=None)
    assert [(issue.code, issue.node) for issue in imported.unresolved] == [("unknown_name", "n2")]
    assert "нет такого" in imported.unresolved[0].message.en


def test_what_else_the_checks_say_begins_with_the_errors() -> None:
    drawing = document()
    drawing["nodes"][1]["params"] = {"prompt": [{"text": "Ждите"}], "keys": "нет такого"}
    drawing["nodes"].append({"id": "n9", "type": "hangup", "title": "n9", "params": {}, "position": [0, 0]})
    (imported,) = import_file(text_of(drawing), author=None)
    tones = [issue.severity for issue in imported.remarks]
    assert len(set(tones)) == 2
    assert tones == sorted(tones)


def with_secrets() -> Document:
    drawing = document()
    drawing["graph"]["variables"] = {"PIN": {"type": "text", "secret": True}, "КОД": {"type": "text"}}
    operations = [
        {"variable": "PIN", "value": "'4711'"},
        {"variable": "PIN", "value": "substring(callerID(), 0, 4)"},
        {"variable": "КОД", "value": "PIN == \"0815\" ? '4712' : 'x'"},
        {"variable": "ВВОД", "value": "'4713'"},
    ]
    nodes = (
        ("n4", "assignment", {"operations": operations}),
        ("n5", "collect", {"prompt": [{"text": "Код"}], "variable": "ВВОД", "secret": True}),
        ("n6", "compare", {"condition": "calledID() == '100' && '4714' != `ВВОД`"}),
    )
    drawing["nodes"] += [
        {"id": id_, "type": kind, "title": id_, "params": params, "position": [0, 0]}
        for id_, kind, params in nodes
    ]
    return drawing


def test_the_values_of_secret_variables_do_not_go_out() -> None:
    text = exported(create("проба", author=None, document=with_secrets()))
    assert [secret for secret in ("4711", "0815", "4713", "4714") if secret in text] == []
    given = text_of(with_secrets()).decode()
    for secret in ("'4711'", '\\"0815\\"', "'4713'", "'4714'"):
        given = given.replace(secret, "''")
    assert json.loads(text) == json.loads(given)


def test_a_backup_keeps_the_values_of_secret_variables() -> None:
    text = exported(create("проба", author=None, document=with_secrets()), with_secrets=True)
    assert json.loads(text) == with_secrets()


def test_values_that_were_left_out_come_as_a_checklist() -> None:
    content = exported(create("проба", author=None, document=with_secrets())).encode()
    (imported,) = import_file(content, author=None, clash="replace")
    assert [(issue.code, issue.node, issue.param) for issue in imported.unresolved] == [
        ("secret_left_out", "n4", "operations.0.value"),
        ("secret_left_out", "n4", "operations.2.value"),
        ("secret_left_out", "n4", "operations.3.value"),
        ("secret_left_out", "n6", "condition"),
    ]


def test_what_other_programs_put_into_archives_is_passed_over() -> None:
    content = packed(("folder/", b""), ("folder/a.json", text_of(document())), ("__MACOSX/._a.json", b"\0"))
    assert [one.scenario.name for one in import_file(content, author=None)] == ["проба"]


def bomb() -> bytes:
    return packed(("a.json", b" " * 9_000_000))


def many() -> bytes:
    return packed(*((f"{number}.json", b"{}") for number in range(1_001)))


def million() -> bytes:
    """The end of an archive that claims a million entries, and half of a directory of them."""
    entry = b"PK\x01\x02" + bytes(42)
    directory = entry * 200_000
    end = (
        b"PK\x05\x06"
        + bytes(4)
        + b"\xff\xff" * 2
        + len(directory).to_bytes(4, "little")
        + bytes(4)
        + bytes(2)
    )
    return b"PK\x03\x04" + directory + end


def nested() -> bytes:
    return packed(("a.zip", packed(("a.json", text_of(document())))))


def escaping() -> bytes:
    return packed(("../../etc/cron.d/a", b"* * * * * root reboot"))


def link() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        entry = zipfile.ZipInfo("a.json")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return content.getvalue()


def unknown_method() -> bytes:
    return packed(("a.json", text_of(document())), method=zipfile.ZIP_LZMA)


def encrypted() -> bytes:
    content = bytearray(packed(("a.json", text_of(document()))))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def torn() -> bytes:
    return packed(("a.json", text_of(document())))[:-5]


def wrong_checksum() -> bytes:
    content = bytearray(packed(("a.json", text_of(document())), method=zipfile.ZIP_STORED))
    content[content.index(b"directed")] ^= 1
    return bytes(content)


def deep() -> bytes:
    return b'{"graph":' * 100_000 + b"1" + b"}" * 100_000


def large() -> bytes:
    return text_of({"graph": "x" * (10 * 1024 * 1024)})


HOSTILE: list[Callable[[], bytes]] = [
    *(
        bomb,
        many,
        million,
        nested,
        escaping,
        link,
        unknown_method,
        encrypted,
        torn,
        wrong_checksum,
        deep,
        large,
    )
]


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_file_is_refused_at_once_and_leaves_nothing(make: Callable[[], bytes]) -> None:
    content = make()
    started_s = time.process_time()
    with pytest.raises(Refused):
        import_file(content, author=None)
    assert time.process_time() - started_s < LIMIT_S
    assert not Scenario.objects.exists()


def test_no_secret_of_the_installation_goes_out() -> None:
    assert set(json.loads(exported(create("проба", author=None)))) == {
        *("directed", "multigraph", "graph", "nodes", "edges")
    }


WHOLE = packed(("a.json", text_of(document())))


@settings(max_examples=60)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_an_archive_with_one_wrong_byte_is_read_or_refused(place: int, difference: int) -> None:
    content = bytearray(WHOLE)
    content[place] ^= difference
    with contextlib.suppress(Refused):
        import_file(bytes(content), author=None, clash="replace")


def test_a_file_comes_in_beside_the_scenario_of_its_name(store: str) -> None:
    import_file(text_of(document()), author=None)
    [imported] = import_file(text_of(document(text="Другой")), author=None, clash="keep_both")
    assert (imported.is_new, imported.scenario.name) == (True, "проба 2")
    assert imported.scenario.draft["graph"]["name"] == "проба 2"


def test_each_name_of_an_archive_can_be_told_apart(store: str) -> None:
    import_file(text_of(document()), author=None)
    content = packed(("a.json", text_of(document(text="А"))), ("b.json", text_of(document("другой"))))
    first, second = import_file(content, author=None, chosen={"проба": "replace"})
    assert (first.is_new, second.is_new) == (False, True)
