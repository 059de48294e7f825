"""What is stored: scenarios, frozen revisions, routes, rules for dialling, variables that outlive calls; the
people who may change it, and what they changed.
"""

import json
from typing import TYPE_CHECKING, Any, Final, Never

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from runtime.graph import Document
from runtime.names import DialRule as RuntimeDialRule

FOLDER_CHARS_MAX: Final = 200
DESCRIPTION_CHARS_MAX: Final = 200

if TYPE_CHECKING:
    _Text = models.TextField[Document, Document]
else:
    _Text = models.TextField


class DocumentField(_Text):
    """A JSON document that comes back as it went in.

    PostgreSQL's own jsonb sorts the keys and turns 1e16 into a whole number, which would change the hash.
    """

    def from_db_value(self, value: str | None, *_: object) -> Document | None:
        """The document of a stored text; None where an outer join found no row."""
        return None if value is None else json.loads(value)

    def get_prep_value(self, value: Any) -> str:
        """The text of a document."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Kept(models.Model):
    """A row that is written once: what happened stays as it happened."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it for the first time; afterwards it never changes (TypeError)."""
        if self.pk is not None:
            raise TypeError(f"{type(self).__name__} is written once")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Never (TypeError)."""
        raise TypeError(f"{type(self).__name__} is kept for ever")


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    """Queries for scenarios, by name."""

    def with_published(self) -> "ScenarioQuerySet":
        """Those that calls can enter, each with its current revision; documents are read when asked for."""
        return (
            self.filter(published__isnull=False)
            .select_related("published")
            .defer("draft", "published__document")
        )

    def listed(self) -> "ScenarioQuerySet":
        """All, the main one first and archived ones last, with what a list shows of each."""
        return (
            self.select_related("published")
            .defer("published__document")
            .prefetch_related("routes")
            .order_by("-is_main", models.F("archived_at").asc(nulls_first=True), "name")
        )


class Scenario(models.Model):
    """A scenario by its name; `draft` is the document as its author left it, `published` what calls walk.

    `draft_number` counts the saves, so that a save can say from which one it started.
    """

    name = models.CharField(max_length=200, unique=True)
    draft = DocumentField()
    draft_number = models.PositiveIntegerField(default=1)
    draft_saved_at = models.DateTimeField(default=timezone.now)
    draft_author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published = models.ForeignKey(
        "Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="published_as"
    )
    is_main = models.BooleanField(default=False)
    folder = models.CharField(max_length=FOLDER_CHARS_MAX, blank=True)
    """Where it stands in the list, "Отдел продаж/Ночь"; "" is outside of all folders."""
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["is_main"], condition=Q(is_main=True), name="one_main_scenario"),
            # The main scenario takes every call no route names, so it has to have something to walk.
            models.CheckConstraint(
                condition=Q(is_main=False) | Q(published__isnull=False), name="main_scenario_is_published"
            ),
            models.CheckConstraint(
                condition=Q(archived_at__isnull=True) | Q(published__isnull=True),
                name="archived_scenario_takes_no_calls",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Revision(Kept):
    """A published document, frozen. `document` is its canonical JSON, `hash` is taken over exactly that."""

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64, db_index=True)
    document = models.TextField()
    note = models.CharField(max_length=500, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["scenario", "number"], name="revision_number_in_scenario"),
            models.UniqueConstraint(fields=["scenario", "hash"], name="revision_content_in_scenario"),
        )

    def __str__(self) -> str:
        return f"{self.scenario.name} {self.number}"

    def read(self) -> Document:
        """The document."""
        document: Document = json.loads(self.document)
        return document


class EditLock(models.Model):
    """Who is drawing a scenario: a window of a person, for as long as it says so again in time.

    It keeps nobody from saving; `taken_from` is the window that had it before, so that it can be told.
    """

    scenario = models.OneToOneField(Scenario, on_delete=models.CASCADE, related_name="edit_lock")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    holder = models.CharField(max_length=64)
    since = models.DateTimeField()
    renewed_at = models.DateTimeField()
    taken_from = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.user.get_username()}: {self.scenario.name}"


class WaitingFile(models.Model):
    """A file that a person has sent to be imported and has not said yes to; one at a time for each person."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sent_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name


class Route(models.Model):
    """A called number, or a mask of it, and the scenario its calls enter; `trunk` "" is any trunk."""

    number = models.CharField(max_length=64)
    trunk = models.CharField(max_length=100, blank=True)
    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="routes")
    description = models.CharField(max_length=DESCRIPTION_CHARS_MAX, blank=True)
    """What the number is for, in the words of whoever looks after it."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=["number", "trunk"], name="one_scenario_per_number"),)
        ordering = ("number", "trunk")

    def __str__(self) -> str:
        return f"{self.number} -> {self.scenario.name}"


class DialRule(models.Model):
    """One row of the dial rules, in their order: a pattern of numbers and what Asterisk dials for them."""

    position = models.PositiveIntegerField(default=0)
    pattern = models.CharField(max_length=64)
    dial = models.CharField(max_length=200)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.pattern} -> {self.dial}"

    def clean(self) -> None:
        """Refuse (ValidationError) what the runtime would not take."""
        try:
            RuntimeDialRule(self.pattern, self.dial)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class SharedVariable(models.Model):
    """A variable that outlives calls, of the scenario of this name; "" stands for the installation."""

    scenario = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200)
    value = models.JSONField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scenario", "name"], name="one_shared_variable"),)

    def __str__(self) -> str:
        return self.name


class ChangeCount(models.Model):
    """One row: how many times something that running servers keep in memory has changed."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_change_count"),)

    def __str__(self) -> str:
        return str(self.count)


class AuditEntry(Kept):
    """Who changed what, and when; the names of both stay when the account or the scenario is gone."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_name = models.CharField(max_length=150, blank=True, db_index=True)
    """Empty for a change made in the shell of the server."""
    action = models.CharField(max_length=32)
    scenario = models.ForeignKey(
        Scenario, null=True, blank=True, on_delete=models.SET_NULL, related_name="audit"
    )
    subject = models.CharField(max_length=200)
    """Name of the scenario, number of the route, name of the person."""
    details = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "audit entries"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.author_name} {self.action} {self.subject}"


class UserRole(models.Model):
    """What a person may do here; an administrator is Django's superuser and needs no row."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="callwright")
    role = models.CharField(max_length=16)
    is_restricted = models.BooleanField(default=False)
    """Sees and changes the scenarios of `only`, and no others."""
    only = models.ManyToManyField(Scenario, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=("integrator", "supervisor", "operator")), name="known_role"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user.get_username()}: {self.role}"


class Invitation(models.Model):
    """A link by which a person sets a password, once; kept as its digest, so that a copy of the database
    opens nothing. The token is made of the seed and the installation's secret key.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitation")
    digest = models.CharField(max_length=64, unique=True)
    seed = models.CharField(max_length=64, default="")
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.user.get_username()
