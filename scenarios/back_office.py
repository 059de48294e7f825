"""Django's admin as the back office: for administrators only, entered by the site's own log-in."""

from typing import Any, Final

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from runtime.wording import Wording
from scenarios.roles import may

_WORDS: Final = {
    "AuditEntry": Wording("Изменения", "Changes"),
    "DialRule": Wording("Правила набора", "Dial rules"),
    "Invitation": Wording("Приглашения", "Invitations"),
    "Job": Wording("Задания", "Jobs"),
    "Notification": Wording("Уведомления", "Notifications"),
    "Revision": Wording("Версии", "Revisions"),
    "Route": Wording("Маршруты", "Routes"),
    "Scenario": Wording("Сценарии", "Scenarios"),
    "SharedVariable": Wording("Общие переменные", "Shared variables"),
    "User": Wording("Люди", "People"),
    "UserRole": Wording("Роли", "Roles"),
}
_ROOMS: Final = {
    "auth": Wording("Люди", "People"),
    "jobs": Wording("Задания", "Jobs"),
    "live": Wording("Уведомления", "Notifications"),
    "scenarios": Wording("Сценарии и люди", "Scenarios and people"),
}


class BackOffice(AdminSite):
    """What is stored, as it is stored."""

    site_header = site_title = "Callwright"
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators."""
        return may(request.user, "back_office.open")

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one log-in, with its limits on guessing; whoever is in and may not come here gets 403."""
        if request.user.is_authenticated:
            raise PermissionDenied("back_office.open")
        return redirect_to_login(request.GET.get("next", request.path))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The tables by room, in the reader's language."""
        language = "ru" if (get_language() or "").startswith("ru") else "en"
        rooms: list[Any] = super().get_app_list(request, app_label)
        for room in rooms:
            if room["app_label"] in _ROOMS:
                room["name"] = _ROOMS[room["app_label"]].in_language(language)
            for table in room["models"]:
                if table["object_name"] in _WORDS:
                    table["name"] = _WORDS[table["object_name"]].in_language(language)
        return rooms
