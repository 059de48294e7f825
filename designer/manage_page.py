"""A scenario as a thing with a name: renamed, moved, copied, made the main one, put away, deleted."""

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from designer.map_page import KINDS
from designer.telling import told
from runtime.wording import Wording
from scenarios.exchange import unresolved_in
from scenarios.folders import folders_of, move
from scenarios.keeping import delete, duplicate, rename
from scenarios.models import Scenario
from scenarios.revisions import check_draft
from scenarios.roles import visible_scenarios
from scenarios.system_map import mapped


@require_safe
def manage(request: HttpRequest, found: Scenario) -> HttpResponse:
    """What can be done to it, each with what it changes; where it is used, and what it
    lacks here, for whoever takes it elsewhere.
    """
    seen = visible_scenarios(request.user)
    context = {
        "scenario": found,
        "routes": list(found.routes.all()),
        "main": seen.filter(is_main=True).first(),
        "is_deletable": found.archived_at is not None and not found.revisions.exists(),
        "folders": folders_of(seen),
        "unresolved": unresolved_in(check_draft(found)),
        "targets": [(target, KINDS[target.kind][2]) for target in mapped([found])[0].targets],
    }
    return render(request, "manage.html", context)


@require_POST
def change_name(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """Another name."""

    def change(author: User) -> Wording:
        rename(scenario, request.POST.get("name", ""), author=author)
        return Wording(f"Теперь это «{scenario.name}»", f"It is called “{scenario.name}” now")

    told(request, change)
    return redirect("scenario_manage", scenario.pk)


@require_POST
def change_folder(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """Another folder, or none."""

    def change(author: User) -> Wording:
        move(scenario, request.POST.get("folder", ""), author=author)
        if not scenario.folder:
            return Wording("Теперь вне папок", "It is outside of all folders now")
        return Wording(f"Теперь в папке «{scenario.folder}»", f"It is in the folder “{scenario.folder}” now")

    told(request, change)
    return redirect("scenario_manage", scenario.pk)


@require_POST
def make_copy(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """A copy of the draft, which is managed next."""
    made: list[Scenario] = []

    def change(author: User) -> Wording:
        copy = duplicate(scenario, author=author, name=request.POST.get("name", ""))
        made.append(copy)
        return Wording(
            f"Создана копия «{copy.name}», она ещё не опубликована",
            f"The copy “{copy.name}” is made, and not published yet",
        )

    told(request, change)
    return redirect("scenario_manage", (made[0] if made else scenario).pk)


@require_POST
def remove(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """Delete it from the archive."""
    key = scenario.pk
    name = scenario.name

    def change(author: User) -> Wording:
        delete(scenario, author=author)
        return Wording(f"«{name}» удалён", f"“{name}” is deleted")

    told(request, change)
    return (
        redirect("scenario_manage", key)
        if Scenario.objects.filter(pk=key).exists()
        else redirect("scenarios")
    )
