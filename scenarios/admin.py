"""What the back office shows. Only dial rules are changed here; whatever has rules of its own is changed
where those are kept, and what happened is never changed.
"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from scenarios.audit import AuditAction, record
from scenarios.changes import count_change
from scenarios.jobs.models import Job
from scenarios.live.models import Notification
from scenarios.models import (
    AuditEntry,
    DialRule,
    Invitation,
    Revision,
    Route,
    Scenario,
    SharedVariable,
    UserRole,
)

if TYPE_CHECKING:
    _Rows = admin.ModelAdmin[models.Model]
    _RuleRows = admin.ModelAdmin[DialRule]
else:
    _Rows = _RuleRows = admin.ModelAdmin


class ReadOnly(_Rows):
    """Rows to look at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Never."""
        return False


@admin.register(Scenario)
class ScenarioRows(ReadOnly):
    """Without the drawing, which the designer shows."""

    list_display = ("name", "is_main", "published", "draft_number", "changed_at", "archived_at")
    search_fields = ("name",)
    exclude = ("draft",)


@admin.register(Revision)
class RevisionRows(ReadOnly):
    """Without the document."""

    list_display = ("scenario", "number", "author", "created_at", "note")
    list_select_related = ("scenario", "author")
    search_fields = ("scenario__name", "hash", "note")
    exclude = ("document",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Model]:
        """A document may have megabytes."""
        return super().get_queryset(request).defer("document")


@admin.register(Route)
class RouteRows(ReadOnly):
    """Which number leads where."""

    list_display = ("number", "trunk", "scenario", "description")
    search_fields = ("number", "trunk", "scenario__name", "description")


@admin.register(AuditEntry)
class AuditRows(ReadOnly):
    """Who changed what."""

    list_display = ("at", "author_name", "action", "subject")
    list_filter = ("action",)
    search_fields = ("author_name", "subject")


@admin.register(SharedVariable)
class SharedVariableRows(ReadOnly):
    """Variables that outlive calls; the answering side holds them in memory, so they are not set here."""

    list_display = ("scenario", "name", "value")
    search_fields = ("scenario", "name")


@admin.register(UserRole)
class UserRoleRows(ReadOnly):
    """Who is what."""

    list_display = ("user", "role", "is_restricted")


@admin.register(Invitation)
class InvitationRows(ReadOnly):
    """Open invitations, without what would let anybody in."""

    list_display = ("user", "created_at", "expires_at")
    exclude = ("digest", "seed")


@admin.register(Job)
class JobRows(ReadOnly):
    """The outbox, without what the tasks are told: a mail may hold what is its reader's alone."""

    list_display = ("task", "state", "attempts", "free_at", "ended_at")
    list_filter = ("state", "task")
    exclude = ("args", "kwargs")


@admin.register(Notification)
class NotificationRows(ReadOnly):
    """What scenarios have told people."""

    list_display = ("created_at", "scenario", "level", "text")
    list_filter = ("level",)


@admin.register(DialRule)
class DialRuleRows(_RuleRows):
    """The order of `position` is the order in which numbers are compared."""

    list_display = ("position", "pattern", "dial")
    list_display_links = ("pattern",)

    def save_model(self, request: HttpRequest, obj: DialRule, form: Any, change: bool) -> None:
        """Let it hold from the next call on, and tell who set it."""
        with transaction.atomic():
            count_change()
            super().save_model(request, obj, form, change)
            self._record("dial_rule_set", request, obj)

    def delete_model(self, request: HttpRequest, obj: DialRule) -> None:
        """Let it hold no longer, and tell who removed it."""
        with transaction.atomic():
            count_change()
            self._record("dial_rule_removed", request, obj)
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[DialRule]) -> None:
        """Several at once, each told."""
        for rule in queryset:
            self.delete_model(request, rule)

    def _record(self, action: AuditAction, request: HttpRequest, rule: DialRule) -> None:
        assert isinstance(request.user, User)  # noqa: S101 - the back office lets nobody else in
        record(action, author=request.user, subject=rule.pattern, dial=rule.dial)


# People are invited, given roles and let out on their own page, with the rules of `scenarios.people`.
admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class UserRows(ReadOnly):
    """Accounts, without their passwords."""

    list_display = ("username", "email", "is_superuser", "is_active", "last_login")
    search_fields = ("username", "email")
    exclude = ("password", "groups", "user_permissions")
