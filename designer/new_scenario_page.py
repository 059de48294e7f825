"""Where a scenario is made: a name, a folder, and what it begins with."""

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from designer.named_form import NamedForm
from designer.templatetags.two_languages import current_language
from scenarios.errors import FolderRefused, NotFound, Refused
from scenarios.folders import folders_of
from scenarios.roles import visible_scenarios
from scenarios.starting import BEGINNINGS, begin


@require_http_methods(["GET", "HEAD", "POST"])
def new_scenario(request: HttpRequest) -> HttpResponse:
    """The form; what it makes is opened as a drawing. A refusal loses nothing of what was written."""
    form, refusal = NamedForm(), None
    if request.method == "POST":
        try:
            made = begin(
                request.POST.get("name", ""),
                request.POST.get("beginning", ""),
                language=current_language(),
                folder=request.POST.get("folder", ""),
                author=cast(User, request.user),
            )
        except NotFound as refused:
            refusal = refused.message
        except Refused as refused:
            field = "folder" if isinstance(refused, FolderRefused) else "name"
            form = NamedForm(field, request.POST.get(field, ""), refused.message)
        else:
            return redirect("drawing", made.pk)
    chosen = request.POST.get("beginning") or request.GET.get("beginning") or BEGINNINGS[0].code
    context = {
        "beginnings": BEGINNINGS,
        "chosen": chosen,
        "name": request.POST.get("name", ""),
        "folder": request.POST.get("folder", request.GET.get("folder", "")),
        "folders": folders_of(visible_scenarios(request.user)),
        "refusal": refusal,
        "form": form,
    }
    status = 422 if refusal or form.refusal else 200
    return render(request, "new_scenario.html", context, status=status)
