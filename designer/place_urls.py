"""The routes of the pages around the drawing: numbers, map, reference, dial rules, revisions."""

from typing import Final

from django.urls import URLPattern, path

from designer import dial_rule_pages, map_page, number_pages, people_pages, reference_pages, revision_page
from designer.permits import permitted, permitted_here

PLACES: Final[list[URLPattern]] = [
    path("numbers/", permitted("route.view", number_pages.numbers), name="numbers"),
    path("numbers/set/", permitted("route.edit", number_pages.number_set), name="number_set"),
    path(
        "numbers/<int:route>/remove/",
        permitted("route.edit", number_pages.number_remove),
        name="number_remove",
    ),
    path("map/", permitted("scenario.view", map_page.system_map), name="map"),
    path("components/", permitted("catalogue.view", reference_pages.component_list), name="components"),
    path("components/<slug:type>/", permitted("catalogue.view", reference_pages.component), name="component"),
    path("functions/", permitted("catalogue.view", reference_pages.function_list), name="functions"),
    path("dial_rules/", permitted("dial_rule.view", dial_rule_pages.dial_rule_list), name="dial_rules"),
    path(
        "dial_rules/save/", permitted("dial_rule.edit", dial_rule_pages.dial_rule_save), name="dial_rule_save"
    ),
    path(
        "scenarios/<int:pk>/revisions/",
        permitted_here("scenario.view", revision_page.revision_list),
        name="revisions",
    ),
    path(
        "people/<int:pk>/scenarios/",
        permitted("user.edit", people_pages.person_scenarios),
        name="person_scenarios",
    ),
]
