"""The routes of the site, each with what it asks of its visitor.

Every page asks for a log-in unless it says `login_not_required` itself; the API and the
back office ask by themselves.
"""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.i18n import set_language

from designer import (
    audit_page,
    call_pages,
    connect_page,
    drawing_page,
    import_page,
    live_page,
    manage_page,
    monitoring,
    new_scenario_page,
    open_files,
    people_pages,
    scenario_changes,
    scenario_list,
    scenario_pages,
)
from designer.account_page import AccountView
from designer.api.site import api_urls
from designer.entrance import EntranceView
from designer.permits import permitted, permitted_here
from designer.place_urls import PLACES

_SCENARIO = "scenarios/<int:pk>/"
_PERSON = "people/<int:pk>/"

urlpatterns = [
    path("", scenario_list.scenario_list, name="scenarios"),
    path(
        "first_steps/",
        permitted("scenario.view", scenario_list.dismiss_first_steps),
        name="first_steps_dismiss",
    ),
    path("scenarios/new/", permitted("scenario.create", new_scenario_page.new_scenario), name="scenario_new"),
    path("import/", permitted("scenario.import", import_page.import_scenarios), name="scenario_import"),
    path("import/decide/", permitted("scenario.import", import_page.decide_import), name="import_decide"),
    path(_SCENARIO, permitted_here("scenario.view", scenario_pages.scenario), name="scenario"),
    path(f"{_SCENARIO}drawing/", permitted_here("scenario.view", drawing_page.drawing), name="drawing"),
    path(
        f"{_SCENARIO}publish/",
        permitted_here("scenario.publish", scenario_changes.publish_draft),
        name="scenario_publish",
    ),
    path(
        f"{_SCENARIO}roll_back/",
        permitted_here("scenario.publish", scenario_changes.go_back),
        name="scenario_roll_back",
    ),
    path(
        f"{_SCENARIO}unpublish/",
        permitted_here("scenario.publish", scenario_changes.take_down),
        name="scenario_unpublish",
    ),
    path(
        f"{_SCENARIO}main/",
        permitted_here("scenario.make_main", scenario_changes.name_main),
        name="scenario_main",
    ),
    path(
        f"{_SCENARIO}archive/",
        permitted_here("scenario.archive", scenario_changes.put_away),
        name="scenario_archive",
    ),
    path(f"{_SCENARIO}manage/", permitted_here("scenario.edit", manage_page.manage), name="scenario_manage"),
    path(
        f"{_SCENARIO}rename/",
        permitted_here("scenario.rename", manage_page.change_name),
        name="scenario_rename",
    ),
    path(
        f"{_SCENARIO}move/", permitted_here("scenario.edit", manage_page.change_folder), name="scenario_move"
    ),
    path(
        f"{_SCENARIO}duplicate/",
        permitted_here("scenario.create", manage_page.make_copy),
        name="scenario_duplicate",
    ),
    path(
        f"{_SCENARIO}delete/", permitted_here("scenario.delete", manage_page.remove), name="scenario_delete"
    ),
    path(f"{_SCENARIO}routes/", permitted_here("route.edit", scenario_changes.lead_number), name="route_set"),
    path(
        f"{_SCENARIO}routes/<int:route>/remove/",
        permitted_here("route.edit", scenario_changes.drop_number),
        name="route_remove",
    ),
    *PLACES,
    path("calls/", permitted("call.view", call_pages.call_list), name="calls"),
    path("calls/<str:call_id>/", permitted("call.view", call_pages.call_trace), name="call"),
    path("live/", permitted("notification.view", live_page.live), name="live"),
    path("audit/", permitted("audit.view", audit_page.audit), name="audit"),
    path("people/", permitted("user.view", people_pages.person_list), name="people"),
    path("people/invite/", permitted("user.edit", people_pages.person_invite), name="person_invite"),
    path(
        f"{_PERSON}invite/",
        permitted("user.edit", people_pages.person_invite_again),
        name="person_invite_again",
    ),
    path(f"{_PERSON}role/", permitted("user.edit", people_pages.person_role), name="person_role"),
    path(f"{_PERSON}access/", permitted("user.edit", people_pages.person_access), name="person_access"),
    path("connect/", permitted("connection.view", connect_page.connect), name="connect"),
    path("account/", AccountView.as_view(), name="account"),
    path("invitation/<str:token>/", people_pages.invitation, name="invitation"),
    path("back-office/", admin.site.urls),
    path("login/", EntranceView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("health", open_files.health, name="health"),
    path("metrics", monitoring.metrics, name="metrics"),
    path("api/", api_urls()),
    path("prompts/<str:name>", open_files.prompt, name="prompt"),
    path(f"static/designer/{open_files.ASSETS}/<path:path>", open_files.built_file, name="built_file"),
    path("static/<path:path>", open_files.static_file, name="static_file"),
]
