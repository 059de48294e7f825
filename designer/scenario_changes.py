"""What the page of a scenario can change: each is a form that comes back to the page with what was done."""

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from designer.number_form import NumberForm
from designer.scenario_pages import overview
from designer.sent_forms import sent_from
from designer.telling import Change, tell, told
from runtime.wording import Wording
from scenarios.errors import RouteRefused
from scenarios.keeping import archive, restore
from scenarios.models import Scenario
from scenarios.revisions import make_main, publish, roll_back, unpublish
from scenarios.routes import remove_route


def _done(request: HttpRequest, scenario: Scenario, change: Change) -> HttpResponse:
    told(request, change)
    return redirect("scenario", scenario.pk)


@require_POST
def publish_draft(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """Publish the draft that the form was made for, and no newer one."""
    base = request.POST.get("base", "")

    def change(author: User) -> Wording:
        revision = publish(
            scenario,
            note=request.POST.get("note", "").strip(),
            author=author,
            base=int(base) if base.isdecimal() and len(base) < 10 else 0,
        )
        return Wording(f"Опубликована версия {revision.number}", f"Revision {revision.number} is published")

    return _done(request, scenario, change)


@require_POST
def go_back(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """Back to an earlier revision."""

    def change(author: User) -> Wording:
        note = request.POST.get("note", "").strip()
        wanted = request.POST.get("revision", "")
        revision = roll_back(scenario, wanted, note=note, author=author)
        return Wording(
            f"Звонки снова идут по версии {revision.number}", f"Calls walk revision {revision.number} again"
        )

    return _done(request, scenario, change)


@require_POST
def name_main(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """Make it the main one."""

    def change(author: User) -> Wording:
        make_main(scenario, author=author)
        return Wording("Теперь это главный сценарий", "This is the main scenario now")

    return _done(request, scenario, change)


@require_POST
def take_down(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """Unpublish it."""

    def change(author: User) -> Wording:
        unpublish(scenario, author=author)
        return Wording("Снят с публикации, звонки сюда не попадают", "Unpublished, no calls come here")

    return _done(request, scenario, change)


@require_POST
def put_away(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """Into the archive, or back from it."""

    def change(author: User) -> Wording:
        if scenario.archived_at is None:
            archive(scenario, author=author)
            return Wording("Убран в архив", "Archived")
        restore(scenario, author=author)
        return Wording("Возвращён из архива", "Restored from the archive")

    return _done(request, scenario, change)


@sent_from("scenario")
def lead_number(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """Route a number here; one that leads elsewhere is moved only when that was ticked. What is refused comes
    back as it was typed.
    """
    form = NumberForm.sent(request.POST)
    try:
        route = form.lead_into(scenario, author=cast(User, request.user))
    except RouteRefused as refused:
        return overview(request, scenario, form.refused(refused))
    tell(request, Wording(f"Номер {route.number} ведёт сюда", f"The number {route.number} leads here"))
    return redirect("scenario", scenario.pk)


@require_POST
def drop_number(request: HttpRequest, scenario: Scenario, route: int) -> HttpResponse:
    """Remove a route of this scenario."""
    found = get_object_or_404(scenario.routes, pk=route)

    def change(author: User) -> Wording:
        remove_route(found, author=author)
        return Wording(f"Номер {found.number} больше не ведёт сюда", f"{found.number} leads here no more")

    return _done(request, scenario, change)
