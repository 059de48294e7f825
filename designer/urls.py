"""The routes of the site. Each view asks for a log-in unless it says `login_not_required` itself."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.i18n import set_language

from designer import call_pages, connect_page, open_files, scenario_pages
from designer.api.site import api_urls
from designer.entrance import EntranceView

urlpatterns = [
    path("", scenario_pages.scenario_list, name="scenarios"),
    path("scenarios/<int:pk>/", scenario_pages.scenario, name="scenario"),
    path("calls/", call_pages.call_list, name="calls"),
    path("calls/<str:call_id>/", call_pages.call_trace, name="call"),
    path("connect/", connect_page.connect, name="connect"),
    path("login/", EntranceView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("health", open_files.health, name="health"),
    path("api/", api_urls()),
    path("prompts/<str:name>", open_files.prompt, name="prompt"),
    path("static/<path:path>", open_files.static_file, name="static_file"),
]
