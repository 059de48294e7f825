"""Where an invited person comes in."""

from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from designer.templatetags.two_languages import current_language
from scenarios.invitation_letter import Address

_ANY: Final = "x"


def invitation_address(request: HttpRequest) -> Address:
    """The invitation page as whoever sent this request reaches it."""
    page = reverse("invitation", args=(_ANY,)).removesuffix(f"{_ANY}/")
    return Address(request.build_absolute_uri(page), current_language())
