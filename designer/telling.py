"""A change that a form asked for, and what the next page says of it."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest

from designer.templatetags.two_languages import current_language
from runtime.wording import Wording
from scenarios.errors import Refused

Change = Callable[[User], Wording]
"""Makes the change in the name of this person and says what was done; raises Refused."""


def told(request: HttpRequest, change: Change) -> None:
    """Make the change; the next page tells what was done, or why it was not."""
    try:
        tell(request, change(cast(User, request.user)))
    except Refused as refused:
        refuse(request, refused)


def refuse(request: HttpRequest, refused: Refused) -> None:
    """The next page says why this was not done."""
    said = refused.message.in_language(current_language())
    messages.error(request, said[:1].upper() + said[1:])


def tell(request: HttpRequest, done: Wording) -> None:
    """The next page says that this was done."""
    messages.success(request, done.in_language(current_language()))
