"""What is stored: scenarios, frozen revisions, routes, rules for dialling, variables that outlive calls."""

import json
from typing import Any, Never

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from runtime.graph import Document
from runtime.names import DialRule as RuntimeDialRule


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    """Queries for scenarios, by name."""

    def with_published(self) -> "ScenarioQuerySet":
        """Those that calls can enter, each with its current revision."""
        return self.filter(published__isnull=False).select_related("published")

    def listed(self) -> "ScenarioQuerySet":
        """All, the main one first, with what a list shows of each."""
        return self.select_related("published").prefetch_related("routes").order_by("-is_main", "name")


class Scenario(models.Model):
    """A scenario by its name; `draft` is the document as its author left it, `published` what calls walk."""

    name = models.CharField(max_length=200, unique=True)
    draft = models.JSONField()
    published = models.ForeignKey(
        "Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="published_as"
    )
    is_main = models.BooleanField(default=False)
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
        )

    def __str__(self) -> str:
        return self.name


class Revision(models.Model):
    """A published document, frozen. `document` is its canonical JSON, `hash` is taken over exactly that."""

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64, unique=True)
    document = models.TextField()
    note = models.CharField(max_length=500, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["scenario", "number"], name="revision_number_in_scenario"),
        )

    def __str__(self) -> str:
        return f"{self.scenario.name} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it for the first time; a frozen revision never changes (TypeError)."""
        if self.pk is not None:
            raise TypeError("a revision is frozen")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Never: calls and their traces refer to it by its hash (TypeError)."""
        raise TypeError("a revision is kept for ever")

    def read(self) -> Document:
        """The document."""
        document: Document = json.loads(self.document)
        return document


class Route(models.Model):
    """A called number, or a mask of it, and the scenario its calls enter; `trunk` "" is any trunk."""

    number = models.CharField(max_length=64)
    trunk = models.CharField(max_length=100, blank=True)
    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="routes")

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
