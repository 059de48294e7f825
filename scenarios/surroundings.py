"""What the calls of this installation share, from its settings and its database."""

from zoneinfo import ZoneInfo

from django.conf import settings

from runtime.clock import RealClock
from runtime.names import DialRules
from runtime.stores import SharedInMemory, SharedVariables, Surroundings
from scenarios.models import DialRule


def surroundings(shared: SharedVariables | None = None) -> Surroundings:
    """The installation's clock, zone, region and dial rules; variables in memory unless `shared` is given."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return Surroundings(
        clock=RealClock(zone),
        zone=zone,
        region=settings.CALLWRIGHT.region,
        dial_rules=stored_dial_rules(),
        shared=shared or SharedInMemory(),
    )


def stored_dial_rules() -> DialRules:
    """The rules an admin has added, the shipped ones behind them."""
    return DialRules.from_rows(DialRule.objects.values_list("pattern", "dial"))
