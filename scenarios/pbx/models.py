"""The names that an answering process has read from its Asterisk."""

from django.db import models


class PbxNames(models.Model):
    """All names of a kind that the Asterisk of one answering process has, and when it was asked last."""

    server = models.CharField(max_length=200)
    kind = models.CharField(max_length=16)
    names = models.JSONField()
    read_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "names of the PBX"
        constraints = (
            models.UniqueConstraint(fields=["server", "kind"], name="one_row_per_server_and_kind"),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.server}"
