"""Folders of the list of scenarios."""

import pytest

from scenarios.audit import entries
from scenarios.drafts import create
from scenarios.errors import Refused
from scenarios.folders import folders_of, move, usable_folder
from scenarios.keeping import duplicate

pytestmark = pytest.mark.django_db


def test_a_scenario_is_moved_and_that_is_written_down() -> None:
    scenario = create("проба", author=None)
    move(scenario, "Отдел продаж/Ночь", author=None)
    scenario.refresh_from_db()
    assert scenario.folder == "Отдел продаж/Ночь"
    assert (entries()[0].action, entries()[0].details["folder"]) == ("moved", "Отдел продаж/Ночь")


def test_a_move_to_where_it_is_writes_nothing() -> None:
    scenario = create("проба", author=None, folder="Ночь")
    move(scenario, " Ночь /", author=None)
    assert [entry.action for entry in entries()] == ["created"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [("", ""), ("/", ""), (" А // Б  В /", "А/Б В"), ("и\u0306", "й"), ("/".join("АБВГД"), "А/Б/В/Г/Д")],
)
def test_a_path_is_kept_in_one_form(written: str, kept: str) -> None:
    assert usable_folder(written) == kept


@pytest.mark.parametrize("path", ["x" * 201, "/".join("АБВГДЕ"), "а\u202eб", "а\0"])
def test_a_path_that_nobody_could_read_is_refused(path: str) -> None:
    with pytest.raises(Refused):
        usable_folder(path)


def test_the_folders_above_a_folder_are_there_too() -> None:
    create("а", author=None)
    scenarios = [create("б", author=None, folder="Ж/А"), create("в", author=None, folder="Д")]
    assert folders_of(scenarios) == ["Д", "Ж", "Ж/А"]


def test_a_copy_stands_beside_its_original() -> None:
    assert duplicate(create("а", author=None, folder="Ж"), author=None).folder == "Ж"
