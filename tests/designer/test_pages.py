"""What the pages show."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from runtime.phone import Silence
from runtime.speech import PromptFolder
from runtime.trace import Event
from scenarios.exchange import import_document
from scenarios.models import Route, Scenario
from scenarios.revisions import publish
from tests.designer.events import ENDED, STARTED, spooled
from tests.designer.pages import shown, words

pytestmark = pytest.mark.django_db


def test_an_empty_list_teaches_how_to_begin(person: Client) -> None:
    page = words(shown(person, "/"))
    assert "Первый сценарий за три шага" in page
    assert "Взять образец" in page
    page = words(person.post("/first_steps/", follow=True).content.decode())
    assert "Пока нет ни одного сценария" in page


def test_the_main_scenario_is_marked_by_colour_and_by_word(
    person: Client, samples: dict[str, Scenario]
) -> None:
    rows = re.findall(r"<tr.*?</tr>", shown(person, "/"))[1:]
    assert "три номера" in rows[0]
    assert '<tr class="main">' in rows[0]
    assert '<span class="badge main">главный</span>' in rows[0]
    assert '<tr class="main">' not in rows[1]
    assert "100" in words(rows[1])


def test_a_list_tells_drafts_edits_and_what_the_checks_say(
    person: Client, samples: dict[str, Scenario]
) -> None:
    edited = samples["приёмная"]
    edited.draft["nodes"][0]["type"] = "no_such_thing"
    edited.save()
    Scenario.objects.create(name="пустой", draft={"graph": {"name": "пустой"}})
    page = words(shown(person, "/"))
    assert "есть правки" in page
    assert re.search(r"пустой .* черновик \d+ ошиб", page)
    assert "без ошибок" in page


def test_a_scenario_is_shown_node_by_node_with_its_outputs(
    person: Client, samples: dict[str, Scenario]
) -> None:
    page = words(shown(person, f"/scenarios/{samples['три номера'].pk}/"))
    assert "CALLED ID := calledID()" in page
    menu = page.index("Меню 1")
    assert menu < page.index("84951234567", menu) < page.index("Уведомление 2", menu)
    assert "Любой звонок закончится не позже чем через" in page


def test_the_text_of_a_scenario_can_do_nothing_to_its_reader(person: Client) -> None:
    evil = "<script>alert(1)</script>\u202e"
    scenario = Scenario.objects.create(
        name=evil,
        draft={
            "directed": True,
            "multigraph": True,
            "graph": {"format": 1, "name": evil},
            "nodes": [{"id": "n1", "type": "start", "title": evil}],
            "edges": [],
        },
    )
    for address in ("/", f"/scenarios/{scenario.pk}/"):
        page = shown(person, address)
        assert "<script>alert" not in page
        assert "\u202e" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("draft", [{}, [], "text", 5, {"graph": {}}, {"graph": {"name": "x"}, "nodes": 5}])
def test_a_draft_in_any_state_is_shown_without_a_fault(person: Client, draft: object) -> None:
    scenario = Scenario.objects.create(name="любой", draft=draft)
    assert "любой" in shown(person, f"/scenarios/{scenario.pk}/")
    assert "любой" in shown(person, "/")


def test_no_calls_leads_to_connecting_an_asterisk(person: Client) -> None:
    page = shown(person, "/calls/")
    assert "Звонков ещё не было" in page
    assert 'href="/connect/"' in page
    assert "manage.py call, здесь не хранятся" in page


def test_calls_tell_who_called_what_and_how_it_ended(person: Client, data: Path) -> None:
    spooled(data, STARTED, ENDED)
    page = words(shown(person, "/calls/"))
    assert "23 ноября 2026, 20:00:00 79161112233 Иванов Иван 84951234567 три номера завершён 1:01" in page


@pytest.mark.parametrize(
    ("cause", "tone"),
    [("completed", "good"), ("caller_hung_up", "lost"), ("abandoned", "warn"), ("broken_off", "bad")],
)
def test_only_a_call_that_went_well_is_green(person: Client, data: Path, cause: str, tone: str) -> None:
    spooled(data, STARTED, ENDED | {"cause": cause})
    assert f'<span class="state {tone}">' in shown(person, "/calls/")


def test_a_call_on_the_line_is_live_and_its_page_follows_it(person: Client, data: Path) -> None:
    spooled(data, STARTED | {"at": datetime.now(UTC).isoformat()})
    assert "на линии" in words(shown(person, "/calls/"))
    assert 'data-refresh-s="1"' in shown(person, "/calls/17.4/")


def test_a_call_whose_end_was_never_told_is_not_live_for_ever(person: Client, data: Path) -> None:
    spooled(data, STARTED | {"at": (datetime.now(UTC) - timedelta(hours=5)).isoformat()})
    assert "конец неизвестен" in words(shown(person, "/calls/"))
    assert "data-refresh-s" not in shown(person, "/calls/17.4/")


EVENTS: list[tuple[Event, str, str]] = [
    ({"kind": "set", "variables": {"PIN": "•"}}, "PIN = •", "PIN = •"),
    (
        {"kind": "played", "prompt": "Добрый день", "ms": 1500, "finished": False},
        "«Добрый день» 1,500 с, не до конца",
        "“Добрый день” 1.500 s, cut short",
    ),
    ({"kind": "heard", "keys": "12", "reason": "complete"}, "нажато 12", "pressed 12"),
    ({"kind": "heard", "keys": "", "reason": "timeout"}, "время вышло", "time ran out"),
    ({"kind": "notified", "text": "Пришло", "level": "info"}, "Пришло", "Пришло"),
    (
        {"kind": "dialled", "targets": ["PJSIP/101"], "result": "busy", "who": "", "talk_ms": 0},
        "вызов PJSIP/101 : занято",
        "dialled PJSIP/101 : busy",
    ),
    (
        {"kind": "queued", "queue": "support", "result": "no_agents", "wait_ms": 65_000},
        "очередь support: нет операторов ждал 1:05",
        "queue support: no operators waited 1:05",
    ),
    ({"kind": "recorded", "file": "m.wav", "ms": 3000, "reason": "key"}, "записано 0:03", "recorded 0:03"),
    ({"kind": "failed", "class": "no_resource", "text": "нет"}, "нет ресурса: нет", "missing resource: нет"),
    ({"kind": "resumed", "server": "two"}, "продолжен на сервере two", "continued on server two"),
    ({"kind": "left", "output": "next", "warnings": ["мимо"]}, "мимо", "мимо"),
    ({"kind": "ended", "cause": "broken_off"}, "оборван", "broken off"),
    ({"kind": "ended", "cause": "of_tomorrow"}, "of_tomorrow", "of_tomorrow"),
]


@pytest.mark.parametrize(("event", "ru", "en"), EVENTS)
def test_each_event_is_told_in_both_languages(
    person: Client, data: Path, event: Event, ru: str, en: str
) -> None:
    entered = {"call": "17.4", "seq": 2, "at_ms": 5, "kind": "entered", "node": "n1", "type": "play"}
    spooled(data, STARTED, entered, {"call": "17.4", "seq": 3, "at_ms": 9, "node": "n1", **event})
    assert ru in words(shown(person, "/calls/17.4/"))
    assert en in words(shown(person, "/calls/17.4/", "en"))


def test_outputs_of_a_trace_have_the_names_they_have_on_the_drawing(
    person: Client, data: Path, samples: dict[str, Scenario]
) -> None:
    revision = samples["три номера"].published
    assert revision is not None
    spooled(
        data,
        STARTED | {"revision": revision.hash},
        {"call": "17.4", "seq": 2, "at_ms": 5, "kind": "entered", "node": "n4", "type": "menu", "title": "М"},
        {"call": "17.4", "seq": 3, "at_ms": 5, "kind": "left", "node": "n4", "output": "num_4567"},
    )
    page = shown(person, "/calls/17.4/")
    assert '<span class="went">84951234567</span>' in page


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\u202egpj.exe",
    "a\u200bb",
    "\x1b[2J",
    "{{ settings.SECRET_KEY }}",
    "\ud800",
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("field", ["caller", "caller_name", "called", "called_raw", "trunk", "line"])
def test_what_strangers_send_is_shown_and_does_nothing(
    person: Client, data: Path, field: str, name: str
) -> None:
    spooled(data, STARTED | {field: name}, ENDED)
    for address in ("/calls/", "/calls/17.4/"):
        page = shown(person, address)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert not set(page) & set("\u202e\u200b\x1b\ud800")


def test_a_call_that_never_was_is_not_found(person: Client) -> None:
    assert person.get("/calls/99.9/").status_code == 404
    assert person.get("/calls/..%2f..%2fetc/").status_code == 404


def test_the_guide_has_the_real_address_of_this_server(person: Client) -> None:
    page = words(shown(person, "/connect/"))
    assert "CW_SERVERS=127.0.0.1:1" in page
    assert "#include callwright_extensions.conf" in page
    assert "никто не ждёт звонков" in page


@pytest.mark.parametrize("address", ["/", "/calls/", "/connect/", "/scenarios/{pk}/", "/calls/17.4/"])
def test_every_page_speaks_english_too(
    person: Client, samples: dict[str, Scenario], data: Path, address: str
) -> None:
    english = {"scenario": "Reception", "at": "2026-11-23T20:00:00+03:00", "caller_name": ""}
    spooled(data, STARTED | english, ENDED)
    scenario = samples["приёмная"]
    Route.objects.all().delete()
    page = shown(person, address.format(pk=scenario.pk), "en")
    own = re.sub(r'<ol class="tree">.*?</ol>|<details.*</details>', "", page)
    own = own.replace("приёмная", "").replace("три номера", "").replace("Русский", "")
    assert '<html lang="en"' in page
    assert re.findall(r"[а-яё]+", words(own), re.IGNORECASE) == []


def test_a_person_chooses_the_language(person: Client) -> None:
    person.post("/language/", {"language": "en", "next": "/calls/"})
    assert "No calls yet" in shown(person, "/calls/", "ru")


@pytest.mark.parametrize(
    ("cookie", "attribute"), [("dark", ' data-theme="dark"'), ('"><script>', ""), ("", "")]
)
def test_the_chosen_theme_is_there_before_the_first_paint(
    person: Client, cookie: str, attribute: str
) -> None:
    person.cookies["theme"] = cookie
    assert f'<html lang="ru"{attribute}>' in shown(person, "/")


def test_a_prompt_is_kept_by_asterisk_for_ever(client: Client, data: Path) -> None:
    prompt = PromptFolder(data).make(Silence(0.1))
    answer = client.get(f"/prompts/{prompt.name}")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "audio/wav"
    assert b"".join(answer).startswith(b"RIFF")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["..%2fkeys%2fdjango", "nothing.wav", "a" * 32 + ".wav", "%00.wav"])
def test_what_is_no_prompt_of_ours_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/prompts/{name}").status_code == 404


@pytest.mark.parametrize("path", ["../manage.py", "..%2fmanage.py", "/etc/passwd", "", "fonts/"])
def test_the_static_folder_has_no_way_out(client: Client, path: str) -> None:
    assert client.get(f"/static/{path}").status_code in (400, 404)


def test_health_tells_each_part_and_why(client: Client) -> None:
    answer = client.get("/health")
    assert answer.status_code == 503
    told = answer.json()
    assert told["status"] == "unwell"
    assert told["parts"]["database"] == "ok"
    assert "main scenario" in told["parts"]["scenarios"]


def test_an_edit_after_publishing_is_told_on_the_scenario(
    person: Client, samples: dict[str, Scenario]
) -> None:
    scenario = samples["приёмная"]
    scenario.draft["graph"]["language"] = "en"
    scenario.save()
    assert "есть неопубликованные правки" in words(shown(person, f"/scenarios/{scenario.pk}/"))
    publish(import_document(json.dumps(scenario.draft), author=None).scenario, note="", author=None)
    assert "есть неопубликованные правки" not in words(shown(person, f"/scenarios/{scenario.pk}/"))
