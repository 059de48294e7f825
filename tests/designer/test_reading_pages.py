"""What a person finds on the pages without knowing where to look."""

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from designer.outline import NodeRow, lanes
from runtime.graph import Document
from scenarios.models import Scenario
from scenarios.revisions import checked_here
from tests.designer.events import ENDED, STARTED, spooled
from tests.designer.pages import shown
from tests.designer.test_outline import drawn

pytestmark = pytest.mark.django_db


def node(document: Document, id_: str) -> NodeRow:
    """The row of a node, with what the checks say."""
    rows = [row for lane in lanes(document, checked_here(document).issues) for row in lane.rows]
    return next(row for row in rows if isinstance(row, NodeRow) and row.id == id_)


def with_params(document: Document, id_: str, params: dict[str, Any]) -> Document:
    next(node for node in document["nodes"] if node["id"] == id_)["params"] = params
    return document


@pytest.fixture
def walked(samples: dict[str, Scenario], data: Path) -> Scenario:
    """A scenario that a call of the history has walked."""
    scenario = samples["приёмная"]
    assert scenario.published is not None
    spooled(data, STARTED | {"scenario": "приёмная", "revision": scenario.published.hash}, ENDED)
    return scenario


@pytest.mark.parametrize(("language", "revision"), [("ru", "Версия"), ("en", "Revision")])
def test_a_trace_leads_to_its_scenario_and_names_the_revision(
    person: Client, walked: Scenario, language: str, revision: str
) -> None:
    page = shown(person, "/calls/17.4/", language)
    assert f'<a href="/scenarios/{walked.pk}/">приёмная</a>' in page
    assert f'<dt>{revision}</dt><dd><span class="tabular">1</span></dd>' in page
    assert walked.published is not None
    assert walked.published.hash[:12] not in page


def test_a_revision_that_is_not_stored_here_is_shown_by_its_hash(person: Client, data: Path) -> None:
    spooled(data, STARTED | {"revision": "0123456789abcdef"}, ENDED)
    assert "0123456789ab" in shown(person, "/calls/17.4/")


def test_caller_and_called_stand_in_one_heading(person: Client, data: Path) -> None:
    spooled(data, STARTED | {"caller": "79991234567", "called": "84951234567"}, ENDED)
    (heading,) = re.findall(r"<h1.*?</h1>", shown(person, "/calls/17.4/"))
    assert "79991234567" in heading
    assert "84951234567" in heading


def test_a_long_text_is_cut_and_can_be_unfolded() -> None:
    long = "Здравствуйте! " * 20
    row = node(
        with_params(
            drawn({"a": "start", "b": "play"}, [("a", "next", "b")]), "b", {"prompt": [{"text": long}]}
        ),
        "b",
    )
    assert row.summary.short.endswith("…")
    assert row.summary.whole == f"«{long.strip()}»"


def test_a_text_is_not_cut_after_a_full_stop() -> None:
    prompt = [{"text": "а" * 87 + ". И ещё немного."}]
    row = node(
        with_params(drawn({"a": "start", "b": "play"}, [("a", "next", "b")]), "b", {"prompt": prompt}), "b"
    )
    assert row.summary.short == "«" + "а" * 87 + "…"


def test_many_texts_are_cut_and_can_be_unfolded() -> None:
    prompt = [{"text": text} for text in ("раз", "два", "три", "четыре")]
    row = node(
        with_params(drawn({"a": "start", "b": "play"}, [("a", "next", "b")]), "b", {"prompt": prompt}), "b"
    )
    assert row.summary.short == "«раз» · «два» · «три»"
    assert row.summary.whole == "«раз» · «два» · «три» · «четыре»"


def test_a_short_text_does_not_fold(person: Client) -> None:
    document = with_params(
        drawn({"a": "start", "b": "play"}, [("a", "next", "b")]), "b", {"prompt": [{"text": "Да"}]}
    )
    assert node(document, "b").summary == ("«Да»", "")


def test_nodes_are_marked_by_the_worst_that_the_checks_say() -> None:
    document = drawn(
        {"a": "start", "b": "compare", "c": "stop", "d": "stop"}, [("a", "next", "b"), ("b", "yes", "c")]
    )
    assert node(document, "b").mark == "error"
    assert node(document, "d").mark == "warning"
    assert node(document, "c").mark == ""


def test_a_mark_can_be_read_and_not_only_seen(person: Client) -> None:
    document = drawn({"a": "start", "b": "compare"}, [("a", "next", "b")])
    scenario = Scenario.objects.create(name="проба", draft=document)
    tree = re.findall(r'<ol class="tree">.*?</ol>', shown(person, f"/scenarios/{scenario.pk}/"))[0]
    assert "есть ошибки" in tree


def test_outputs_that_no_call_can_take_are_not_listed() -> None:
    menu = {"prompt": [{"text": "Один?"}], "options": [{"id": "one", "keys": "1"}]}
    document = drawn({"a": "start", "b": "voice_menu"}, [("a", "next", "b")])

    def titles(params: dict[str, Any]) -> set[str]:
        return {output.title.en for output in node(with_params(document, "b", params), "b").loose}

    assert "extension" not in titles(menu)
    assert "extension" in titles(menu | {"direct_dial": "rules"})


def test_a_chevron_stands_only_where_something_folds(person: Client, samples: dict[str, Scenario]) -> None:
    page = shown(person, f"/scenarios/{samples['приёмная'].pk}/")
    outside = re.sub(r"<summary.*?</summary>", "", page)
    assert "#chevron-right" in page
    assert "#chevron-right" not in outside


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_guide_brings_queues_a_way_out_and_the_ami_user(person: Client, language: str) -> None:
    page = shown(person, "/connect/", language)
    for needed in (
        "CW_OPERATOR=",
        "CW_DEADMAN_S=",
        "#include callwright_queues.conf",
        "CALLWRIGHT_AGI_BIND=",
        "CALLWRIGHT_AGI_ALLOW=",
        "CALLWRIGHT_HOSTS=",
        "CALLWRIGHT_PROMPT_URL=",
        "CALLWRIGHT_AMI_USER=callwright",
        "docs/asterisk.md",
    ):
        assert needed in page


@pytest.mark.parametrize(
    ("agi_bind", "prompt_url", "is_warned"),
    [
        ("127.0.0.1", "http://10.0.0.5:8000/prompts/", True),
        ("10.0.0.5", "http://localhost:8000/prompts/", True),
        ("10.0.0.5", "http://10.0.0.5:8000/prompts/", False),
    ],
)
def test_the_guide_warns_of_addresses_that_only_this_machine_reaches(
    person: Client, settings: Settings, agi_bind: str, prompt_url: str, is_warned: bool
) -> None:
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, agi_bind=agi_bind, prompt_url=prompt_url)
    assert (
        "годятся, только если Asterisk стоит на этой же машине" in shown(person, "/connect/")
    ) is is_warned
