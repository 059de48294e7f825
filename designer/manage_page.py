"""A scenario as a thing with a name: renamed, moved, copied, made the main one, put away, deleted."""

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from designer.map_page import KINDS
from designer.named_form import NamedForm
from designer.sent_forms import sent_from
from designer.telling import refuse, tell, told
from runtime.wording import Wording
from scenarios.errors import NotFound, Refused
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
    return _managed(request, found, NamedForm())


def _managed(request: HttpRequest, found: Scenario, form: NamedForm) -> HttpResponse:
    """The page, with this in one of its forms for a name."""
    seen = visible_scenarios(request.user)
    (on_map,) = mapped([found])
    context = {
        "scenario": found,
        "routes": list(found.routes.all()),
        "main": seen.filter(is_main=True).first(),
        "has_revisions": found.revisions.exists(),
        "folders": folders_of(seen),
        "unresolved": unresolved_in(check_draft(found)),
        "form": form,
        "targets": [(target, KINDS[target.kind][2]) for target in on_map.targets],
        "takes_rest": on_map.takes_rest,
    }
    return render(request, "manage.html", context, status=422 if form.refusal else 200)


def _gone(request: HttpRequest, refused: NotFound) -> HttpResponse:
    """To the list, for somebody else has deleted it meanwhile."""
    refuse(request, refused)
    return redirect("scenarios")


@sent_from("scenario_manage")
def change_name(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """Another name; one that cannot be comes back as it was typed."""
    name = request.POST.get("name", "")
    try:
        rename(scenario, name, author=cast(User, request.user))
    except NotFound as gone:
        return _gone(request, gone)
    except Refused as refused:
        scenario.refresh_from_db()
        return _managed(request, scenario, NamedForm("name", name, refused.message))
    tell(request, Wording(f"Теперь это «{scenario.name}»", f"It is called “{scenario.name}” now"))
    return redirect("scenario_manage", scenario.pk)


@sent_from("scenario_manage")
def change_folder(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """Another folder, or none; a path that cannot be comes back as it was typed."""
    folder = request.POST.get("folder", "")
    try:
        move(scenario, folder, author=cast(User, request.user))
    except NotFound as gone:
        return _gone(request, gone)
    except Refused as refused:
        return _managed(request, scenario, NamedForm("folder", folder, refused.message))
    if scenario.folder:
        now = Wording(f"Теперь в папке «{scenario.folder}»", f"It is in the folder “{scenario.folder}” now")
    else:
        now = Wording("Теперь вне папок", "It is outside of all folders now")
    tell(request, now)
    return redirect("scenario_manage", scenario.pk)


@sent_from("scenario_manage")
def make_copy(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """A copy of the draft, which is managed next; a name that cannot be comes back as it was typed."""
    name = request.POST.get("name", "")
    try:
        copy = duplicate(scenario, author=cast(User, request.user), name=name)
    except NotFound as gone:
        return _gone(request, gone)
    except Refused as refused:
        return _managed(request, scenario, NamedForm("copy", name, refused.message))
    said = Wording(
        f"Создана копия «{copy.name}», она ещё не опубликована",
        f"The copy “{copy.name}” is made, and not published yet",
    )
    tell(request, said)
    return redirect("scenario_manage", copy.pk)


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
