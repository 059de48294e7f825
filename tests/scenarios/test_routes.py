"""Which scenario a called number enters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.audit import entries
from scenarios.changes import change_count
from scenarios.errors import NotFound, Refused, RouteConflict
from scenarios.models import Route
from scenarios.routes import RouteRow, RouteTable, forms_of, remove_route, routes, set_route
from tests.scenarios.documents import Scenarios

ROWS = (
    RouteRow("84951234567", "", "продажи"),
    RouteRow("84951234567", "mts", "продажи мтс"),
    RouteRow("8495*", "", "москва"),
    RouteRow("849512345??", "", "номера компании"),
    RouteRow("849512345??", "mts", "номера компании мтс"),
    RouteRow("1??", "", "внутренние"),
    RouteRow("s", "", "аналоговая"),
    RouteRow("*", "gsm", "шлюз"),
)


@pytest.mark.parametrize(
    ("called", "trunk", "expected"),
    [
        ("84951234567", "", "продажи"),
        ("+74951234567", "", "продажи"),
        ("+7 495 123-45-67", "", "продажи"),
        ("84951234567", "mts", "продажи мтс"),
        ("84951234567", "beeline", "продажи"),
        ("84951234599", "", "номера компании"),
        ("+74951234599", "", "номера компании"),
        ("84951234599", "mts", "номера компании мтс"),
        ("84957654321", "mts", "москва"),
        ("74957654321", "", "москва"),
        ("101", "", "внутренние"),
        ("1011", "", None),
        ("s", "", "аналоговая"),
        ("", "", None),
        ("89161234567", "gsm", "шлюз"),
        ("84957654321", "gsm", "москва"),
        ("88005553535", "", None),
    ],
)
def test_the_most_exact_route_takes_the_call(called: str, trunk: str, expected: str | None) -> None:
    assert RouteTable(ROWS, "RU").scenario_for(called, trunk) == expected


@pytest.mark.parametrize(
    ("called", "exact", "loose"),
    [
        ("84951234567", "84?????????", "84*"),
        ("123", "???", "*"),
        ("123", "1*", "???"),
        ("123", "1?3", "1??"),
        ("123", "1*", "1**"),
        ("123", "??*", "?*"),
    ],
)
def test_a_sign_in_a_place_is_more_exact_than_any_signs(called: str, exact: str, loose: str) -> None:
    for rows in ((exact, loose), (loose, exact)):
        table = RouteTable((RouteRow(number, "", number) for number in rows), "RU")
        assert [row.number for row in table.rows_for(called, "")] == [exact, loose]


def test_a_more_exact_mask_comes_before_the_trunk() -> None:
    table = RouteTable((RouteRow("*", "mts", "транк"), RouteRow("???", "", "внутренние")), "RU")
    assert table.scenario_for("123", "mts") == "внутренние"


def test_a_russian_number_is_known_in_all_its_spellings() -> None:
    assert forms_of("84951234567", "RU") == {
        "84951234567",
        "+74951234567",
        "74951234567",
        "4951234567",
    }


def test_a_foreign_number_has_no_national_spelling() -> None:
    assert forms_of("+442079460000", "RU") == {"+442079460000", "442079460000"}


@given(st.text(max_size=60), st.sampled_from(["", "mts", "gsm"]))
def test_whatever_is_called_is_routed_or_not_without_a_fault(called: str, trunk: str) -> None:
    assert RouteTable(ROWS, "RU").scenario_for(called, trunk) in {None, *(row.scenario for row in ROWS)}


@given(
    st.lists(st.text("0123456789?*", min_size=1, max_size=8), max_size=8, unique=True).flatmap(
        lambda numbers: st.tuples(st.just(numbers), st.permutations(numbers))
    )
)
def test_the_order_of_the_rows_decides_nothing(orders: tuple[list[str], list[str]]) -> None:
    one, other = (RouteTable([RouteRow(number, "", number) for number in order], "RU") for order in orders)
    for called in ("1", "12", "84951234567"):
        assert one.scenario_for(called, "") == other.scenario_for(called, "")


@pytest.mark.django_db
def test_setting_a_route_again_moves_the_number(published: Scenarios) -> None:
    set_route("8 (495) 123-45-67", published("первый"), author=None)
    before = change_count()
    set_route("84951234567", published("второй"), author=None, move=True)
    assert [(route.number, route.scenario.name) for route in Route.objects.all()] == [
        ("84951234567", "второй")
    ]
    assert change_count() > before


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["", " ", "8495;drop", "a b", "ы", "1" * 65])
def test_what_is_no_number_is_no_route(published: Scenarios, number: str) -> None:
    with pytest.raises(Refused):
        set_route(number, published(), author=None)


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["84951234567", "+7 495 123-45-67", "7 (495) 123 45 67"])
def test_a_number_that_leads_elsewhere_is_told_and_stays(published: Scenarios, written: str) -> None:
    set_route("84951234567", published("первый"), author=None)
    with pytest.raises(RouteConflict) as refused:
        set_route(written, published("второй"), author=None)
    assert (refused.value.number, refused.value.leads_to) == ("84951234567", "первый")
    assert [(route.number, route.scenario.name) for route in routes()] == [("84951234567", "первый")]


@pytest.mark.django_db
def test_a_number_moves_in_whatever_spelling_when_that_is_wanted(published: Scenarios) -> None:
    set_route("84951234567", published("первый"), author=None)
    set_route("+74951234567", published("второй"), author=None, move=True)
    assert [(route.number, route.scenario.name) for route in routes()] == [("84951234567", "второй")]


@pytest.mark.django_db
def test_one_number_may_lead_elsewhere_for_another_trunk(published: Scenarios) -> None:
    set_route("100", published("первый"), author=None)
    set_route("100", published("второй"), author=None, trunk="mts")
    assert routes().count() == 2


@pytest.mark.django_db
def test_a_route_that_is_there_already_changes_nothing(published: Scenarios) -> None:
    scenario = published()
    route = set_route("100", scenario, author=None)
    told = entries().count()
    assert set_route("100", scenario, author=None) == route
    assert entries().count() == told


@pytest.mark.django_db
def test_a_removed_route_is_told_and_counted(published: Scenarios) -> None:
    route = set_route("100", published(), author=None, trunk="mts")
    before = change_count()
    remove_route(route, author=None)
    assert not routes().exists()
    assert change_count() > before
    assert (entries()[0].action, entries()[0].subject) == ("route_removed", "100 · mts")


@pytest.mark.django_db
def test_a_route_that_leads_elsewhere_by_now_is_not_removed(published: Scenarios) -> None:
    seen = set_route("100", published("первый"), author=None)
    moved = set_route("100", published("второй"), author=None, move=True)
    with pytest.raises(NotFound):
        remove_route(seen, author=None)
    assert routes().get() == moved
    assert entries()[0].action == "route_set"


@pytest.mark.django_db
@pytest.mark.parametrize("trunk", ["x" * 101, "a\nb", "\0"])
def test_what_is_no_trunk_is_refused(published: Scenarios, trunk: str) -> None:
    with pytest.raises(Refused):
        set_route("100", published(), author=None, trunk=trunk)
