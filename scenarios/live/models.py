"""Notifications as they are stored: by the event they came from, with recipients, and who has seen them."""

from django.conf import settings
from django.db import models


class Notification(models.Model):
    """A notification of a call, named by `call` and `seq`; above 1, `count` is of how many it is the last."""

    call = models.CharField(max_length=100)
    seq = models.PositiveIntegerField()
    scenario = models.CharField(max_length=200, blank=True)
    node = models.CharField(max_length=64, blank=True)
    text = models.TextField()
    level = models.CharField(max_length=16)
    ttl_s = models.FloatField(default=0)
    """How long it stands on a screen; 0 until somebody closes it."""
    group = models.CharField(max_length=100, blank=True)
    """A new one takes the place of an older one of the same scenario and group."""
    count = models.PositiveIntegerField(default=1)
    is_replaced = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "seq"], name="one_notification_per_event"),)
        indexes = (models.Index(fields=["scenario", "group"], name="notification_group"),)
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.text


class Recipient(models.Model):
    """Who is told: `kind` is user, role or watchers; `name` of watchers is the scenario they watch."""

    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="recipients")
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "name", "notification"], name="one_recipient_row"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Seen(models.Model):
    """A person has seen a notification. This may be stored a moment before the notification itself is."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    call = models.CharField(max_length=100)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "call", "seq"], name="seen_once"),)

    def __str__(self) -> str:
        return f"{self.call} {self.seq}"
