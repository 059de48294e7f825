"""Scenarios in and out of the store, checked, published and routed from the shell."""

import re
from pathlib import Path

import pytest

from runtime.graph import canonical
from scenarios.models import Route, Scenario
from tests.scenarios.documents import Scenarios, broken, document, text_of
from tests.scenarios.ran import Ran

pytestmark = pytest.mark.django_db


def test_an_imported_file_is_a_draft(file: str) -> None:
    assert Ran("scenario", "import", file).code == 0
    assert Scenario.objects.get().published is None


def test_an_imported_file_can_be_published_at_once(file: str) -> None:
    ran = Ran("scenario", "import", file, "--publish")
    assert ran.code == 0
    assert "опубликована версия 1" in ran.told
    assert Scenario.objects.get().is_main


def test_a_file_with_errors_is_stored_and_not_published(broken_file: str) -> None:
    ran = Ran("scenario", "import", broken_file, "--publish")
    assert ran.code == 1
    assert ran.told[-1] == "не опубликовано: в сценарии есть ошибки"
    assert Scenario.objects.get().published is None


@pytest.mark.parametrize("action", ["import", "check"])
@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\x00\xff", b"PK\x03\x04"])
def test_a_file_that_is_no_scenario_gets_one_clear_line(tmp_path: Path, action: str, content: bytes) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    ran = Ran("scenario", action, str(path))
    assert (ran.code, ran.lines, len(ran.told)) == (1, [], 1)
    assert ran.told[0].startswith(f"{path}: ")


@pytest.mark.parametrize("words", [("scenario", "import"), ("scenario", "check")])
def test_a_file_that_is_not_there_gets_one_clear_line(words: tuple[str, ...]) -> None:
    ran = Ran(*words, "/no/such/file.json")
    assert (ran.code, len(ran.told)) == (1, 1)
    assert ran.told[0].startswith("/no/such/file.json не читается")


def test_a_sound_scenario_is_checked_with_hints_only(file: str) -> None:
    ran = Ran("scenario", "check", file)
    assert ran.code == 0
    assert all(line.startswith("подсказка: ") for line in ran.lines)


def test_each_issue_is_one_line_with_its_place_and_code(broken_file: str) -> None:
    ran = Ran("scenario", "check", broken_file)
    assert ran.code == 1
    (line,) = [line for line in ran.lines if line.startswith("ошибка: ")]
    assert line.startswith("ошибка: «")
    assert re.search(r" \(n2\.prompt\.0\.text@\d+\) \[\w+\]$", line)


def test_errors_come_first_and_the_counts_last(tmp_path: Path) -> None:
    mixed = broken()
    mixed["nodes"].insert(
        1, {"id": "n9", "type": "stop", "title": "Стоп 9", "params": {}, "position": [0, 0]}
    )
    path = tmp_path / "mixed.json"
    path.write_bytes(text_of(mixed))
    ran = Ran("scenario", "check", str(path))
    kinds = [line.partition(":")[0] for line in ran.lines]
    assert kinds == sorted(kinds, key=["ошибка", "предупреждение", "подсказка"].index)
    counts = [kinds.count(kind) for kind in ("ошибка", "предупреждение", "подсказка")]
    assert min(counts[0], counts[1], counts[2]) > 0
    assert ran.told == ["ошибок {}, предупреждений {}, подсказок {}".format(*counts)]
    assert Ran("scenario", "import", str(path)).told[-2] == ran.told[-1]


@pytest.mark.parametrize("content", [b"[1,2]", b'{"a":1}'])
@pytest.mark.parametrize("words", [("scenario", "check"), ("scenario", "import"), ("call",)], ids=" ".join)
def test_what_is_no_scenario_is_told_what_one_has(
    tmp_path: Path, content: bytes, words: tuple[str, ...]
) -> None:
    path = tmp_path / "no.json"
    path.write_bytes(content)
    (line,) = Ran(*words, str(path)).told
    assert line.startswith(f"{path}: Это не сценарий Callwright. Нужен объект JSON с ключами")
    assert '"nodes"' in line


def test_issues_speak_english_when_asked(broken_file: str) -> None:
    ran = Ran("scenario", "check", broken_file, language="en")
    assert any(line.startswith("error: “") and "(n2.prompt.0.text@" in line for line in ran.lines)
    assert not any("ошибка" in line for line in ran.lines)


def test_issues_as_json_have_both_languages(broken_file: str) -> None:
    ran = Ran("scenario", "check", broken_file, "--json")
    assert ran.code == 1
    issue = next(issue for issue in ran.json if issue["severity"] == "error")
    assert issue["node"] == "n2"
    assert set(issue["message"]) == {"ru", "en"}


def test_what_is_no_scenario_is_an_issue_as_json_too(tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_bytes(b"{")
    ran = Ran("scenario", "check", str(path), "--json")
    assert (ran.code, ran.told) == (1, ["ошибок 1, предупреждений 0, подсказок 0"])
    assert [issue["severity"] for issue in ran.json] == ["error"]


def test_an_exported_scenario_can_be_imported_elsewhere(file: str, tmp_path: Path) -> None:
    Ran("scenario", "import", file)
    path = tmp_path / "exported.json"
    path.write_text("\n".join(Ran("scenario", "export", "проба").lines))
    Scenario.objects.all().delete()
    assert Ran("scenario", "import", str(path), "--publish").code == 0


@pytest.mark.parametrize("is_marked", [False, True])
def test_an_export_gives_its_bytes_again_after_an_import_with_a_main_output_or_without(
    tmp_path: Path, is_marked: bool
) -> None:
    drawing = document()
    if is_marked:
        drawing["nodes"][1]["main"] = "next"
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    first.write_bytes(text_of(drawing))
    Ran("scenario", "import", str(first))
    second.write_text("\n".join(Ran("scenario", "export", "проба").lines))
    stored = Scenario.objects.get().draft
    Scenario.objects.all().delete()
    assert Ran("scenario", "import", str(second), "--publish").code == 0
    assert "\n".join(Ran("scenario", "export", "проба").lines).encode() == second.read_bytes()
    assert canonical(stored) == canonical(Scenario.objects.get().draft) == canonical(drawing)
    assert (b'"main"' in second.read_bytes()) is is_marked


def test_the_list_has_one_line_a_scenario_the_main_one_first(published: Scenarios, file: str) -> None:
    published("я главный")
    published("а другой")
    Ran("scenario", "import", file)
    Ran("scenario", "route", "100", "а другой")
    assert Ran("scenario", "list").lines == ["я главный\tv1\tглавный", "а другой\tv1\t\t100", "проба\t-"]


def test_another_main_scenario_is_named(published: Scenarios) -> None:
    published("первый")
    published("второй")
    assert Ran("scenario", "main", "второй").code == 0
    assert Scenario.objects.get(is_main=True).name == "второй"


@pytest.mark.parametrize(
    "words",
    [("main", "нет"), ("route", "100", "нет"), ("export", "нет"), ("publish", "нет")],
    ids=lambda words: words[0],
)
def test_an_unknown_scenario_is_exit_code_one(words: tuple[str, ...]) -> None:
    ran = Ran("scenario", *words)
    assert (ran.code, ran.told) == (1, ["сценария «нет» нет"])


def test_a_number_is_routed(published: Scenarios) -> None:
    published("приёмная")
    ran = Ran("scenario", "route", "100", "приёмная", "--description", "реклама")
    assert (ran.code, ran.told) == (0, ["звонки на 100 идут в «приёмная»"])
    route = Route.objects.get()
    assert (route.scenario.name, route.description) == ("приёмная", "реклама")


def test_a_route_to_a_draft_warns_where_its_calls_go(file: str) -> None:
    Ran("scenario", "import", file)
    ran = Ran("scenario", "route", "100", "проба")
    assert ran.code == 0
    assert "главный сценарий: python manage.py scenario publish 'проба'" in ran.told[-1]


@pytest.mark.parametrize("number", ["сто", "abc"])
def test_a_route_to_what_is_no_number_is_refused(published: Scenarios, number: str) -> None:
    published("приёмная")
    ran = Ran("scenario", "route", number, "приёмная")
    assert (ran.code, Route.objects.count()) == (1, 0)
    assert "не номер и не маска" in ran.told[0]


def test_a_route_is_removed_in_whatever_spelling(published: Scenarios) -> None:
    published("приёмная")
    Ran("scenario", "route", "84951234567", "приёмная")
    ran = Ran("scenario", "route", "+7 495 123-45-67", "--remove")
    assert (ran.code, ran.told) == (0, ["84951234567: маршрут в «приёмная» удалён"])
    assert not Route.objects.exists()
    again = Ran("scenario", "route", "84951234567", "--remove")
    assert (again.code, again.told) == (1, ["на 84951234567 нет маршрута"])


@pytest.mark.parametrize("words", [(), ("приёмная", "--remove")], ids=["neither", "both"])
def test_a_route_needs_either_a_scenario_or_to_be_removed(
    published: Scenarios, words: tuple[str, ...]
) -> None:
    published("приёмная")
    ran = Ran("scenario", "route", "100", *words)
    assert (ran.code, ran.told) == (2, ["нужно или имя сценария, или --remove"])


def test_a_draft_is_published_with_a_note(file: str) -> None:
    Ran("scenario", "import", file)
    ran = Ran("scenario", "publish", "проба", "--note", "осенние часы")
    assert (ran.code, ran.told[0]) == (0, "опубликована версия 1")
    published = Scenario.objects.get().published
    assert published is not None
    assert published.note == "осенние часы"
