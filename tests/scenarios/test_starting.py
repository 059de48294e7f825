"""What a new scenario may begin with."""

import json
import re

import pytest

from runtime.graph import compile_graph, content_hash
from runtime.simulator import simulate
from scenarios.errors import NotFound
from scenarios.installation import SAMPLES
from scenarios.revisions import checked_here
from scenarios.starting import BEGINNINGS, begin, drawing_of

pytestmark = pytest.mark.django_db
DRAWN = [beginning.code for beginning in BEGINNINGS if beginning.code != "empty"]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("code", DRAWN)
def test_each_can_be_published_as_it_is(code: str, language: str) -> None:
    scenario = begin("проба", code, language=language, folder="Ночь", author=None)
    assert (scenario.name, scenario.folder) == ("проба", "Ночь")
    assert scenario.draft["graph"]["language"] == language
    assert not checked_here(scenario.draft).has_errors


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("code", DRAWN)
def test_each_opens_without_a_warning_but_for_names_that_only_a_pbx_knows(code: str, language: str) -> None:
    scenario = begin("проба", code, language=language, folder="", author=None)
    warnings = [issue for issue in checked_here(scenario.draft).issues if issue.severity == "warning"]
    assert [issue.message.en for issue in warnings if issue.code != "unverified_name"] == []


@pytest.mark.parametrize("code", DRAWN)
def test_none_is_half_translated(code: str) -> None:
    assert not re.search("[а-яё]", json.dumps(drawing_of(code, "en"), ensure_ascii=False), re.IGNORECASE)


@pytest.mark.parametrize("code", DRAWN)
def test_both_languages_are_the_same_drawing(code: str) -> None:
    drawn = [drawing_of(code, language) for language in ("ru", "en")]
    assert drawn[0]["edges"] == drawn[1]["edges"]
    for russian, english in zip(drawn[0]["nodes"], drawn[1]["nodes"], strict=True):
        assert [russian[key] for key in ("id", "type", "position")] == [
            english[key] for key in ("id", "type", "position")
        ]


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_the_reception_connects_to_the_extension_that_was_dialled(language: str) -> None:
    graph = compile_graph(drawing_of("reception", language))
    call = await simulate(graph, called="100", caller="79991234567", keys="1005")
    assert [event["targets"] for event in call.events if event["kind"] == "dialled"] == [["PJSIP/1005"]]


def test_the_samples_are_what_is_shipped() -> None:
    shipped = json.loads((SAMPLES / "reception.json").read_text("utf-8"))
    assert content_hash(drawing_of("reception", "ru")) == content_hash(shipped)


def test_there_is_no_other() -> None:
    with pytest.raises(NotFound):
        drawing_of("../samples/reception", "ru")
