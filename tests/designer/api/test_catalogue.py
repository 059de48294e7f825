"""The catalogue: everything that the palette, the inspector and the completion are made from."""

from runtime.component import components
from tests.designer.api.conftest import Ask


def test_every_component_is_there_with_its_form_in_both_languages(ask: Ask) -> None:
    listed = {row["type"]: row for row in ask("integrator", "GET", "/components").json()}
    assert sorted(listed) == sorted(components())
    menu = listed["voice_menu"]
    assert all(menu["title"][language] and menu["help"][language] for language in ("ru", "en"))
    assert menu["rows_of"] in menu["params"]["properties"]
    labels = [field["label"] for field in menu["params"]["properties"].values()]
    assert all(label["ru"] and label["en"] for label in labels)
    assert {output["kind"] for output in menu["outputs"]} <= {"required", "ending", "fallback", "optional"}


def test_every_function_is_there_under_its_names(ask: Ask) -> None:
    listed = {row["name"]: row for row in ask("integrator", "GET", "/functions").json()}
    assert "если" in listed["if"]["aliases"]
    assert set(listed["calledID"]["help"]) == {"ru", "en"}


def test_the_description_is_served_to_those_who_build(ask: Ask) -> None:
    described = ask("integrator", "GET", "/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert "/api/scenarios/{key}/draft" in described["paths"]


def test_every_operation_says_how_it_refuses(ask: Ask) -> None:
    described = ask("integrator", "GET", "/openapi.json").json()
    for path, methods in described["paths"].items():
        for operation in methods.values():
            wanted = {"401", "403", "422"} | ({"404"} if "{" in path else set())
            assert wanted <= operation["responses"].keys(), operation["operationId"]
