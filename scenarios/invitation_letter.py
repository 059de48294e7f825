"""The letter that brings a person their invitation.

The job that sends it knows which invitation, not what lets anybody in: a copy of the database opens nothing.
"""

import socket
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.utils import timezone

from runtime.wording import Wording
from scenarios.jobs.outbox import enqueue
from scenarios.models import Invitation
from scenarios.people import token_of

SEND_INVITATION: Final = "scenarios.tasks.send_invitation"
_SUBJECT: Final = Wording("Приглашение в Callwright", "Your invitation to Callwright")
_TEXT: Final = Wording(
    "Здравствуйте!\n\nВаше имя для входа: {name}\nЗадайте пароль по ссылке:\n{link}\n\n"
    "Ссылка работает один раз, до {until}. Если вы не ждали этого письма, ничего не делайте.\n",
    "Hello!\n\nYour name to log in with: {name}\nSet your password here:\n{link}\n\n"
    "The link works once, until {until}. If you did not expect this letter, do nothing.\n",
)
_TIME: Final = Wording("%d.%m.%Y %H:%M (%Z)", "%Y-%m-%d %H:%M (%Z)")


@dataclass(frozen=True, slots=True)
class Address:
    """Where the invitation page is: the URL in front of a token. And the language of the letter, ru or en."""

    page: str
    language: str

    def link(self, token: str) -> str:
        """The page of this token."""
        return f"{self.page}{token}/"


def write_invitation(user: User, address: Address) -> bool:
    """Send the open invitation of `user` soon; part of the caller's transaction.

    False when nothing is sent: the person has no mail address, or the installation no mail server.
    """
    if not user.email or not settings.CALLWRIGHT.mail_url:
        return False
    digest = Invitation.objects.get(user=user).digest
    enqueue(SEND_INVITATION, [digest, address.page, address.language], key=f"invitation {digest}")
    return True


def send(digest: str, address: Address, job: str) -> None:
    """Send the letter of this invitation, unless it has been used, replaced or withdrawn since.

    A second run sends the same Message-ID, by which mail programs know a double. Raises what Django's mail
    does when the server is away.
    """
    found = Invitation.objects.select_related("user").filter(
        digest=digest, expires_at__gt=timezone.now(), user__is_active=True
    )
    invitation = found.first()
    if invitation is None:
        return
    said = _TEXT.in_language(address.language).format(
        name=invitation.user.get_username(),
        link=address.link(token_of(invitation.seed)),
        until=timezone.localtime(invitation.expires_at).strftime(_TIME.in_language(address.language)),
    )
    EmailMessage(
        _SUBJECT.in_language(address.language),
        said,
        to=[invitation.user.email],
        headers={"Message-ID": f"<job-{job}@{socket.getfqdn()}>"},
    ).send()
