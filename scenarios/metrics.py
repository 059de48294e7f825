"""What Prometheus collects: the figures of the processes on this data directory, and of the jobs.

Text format 0.0.4. A process that has died shows no more figures; `callwright_up` tells which ones are there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import DatabaseError
from django.db.models import Count, Min
from django.utils import timezone

from scenarios.jobs.models import Job, JobState
from scenarios.live.hub import HubFigures
from scenarios.status import ANSWER, Status, statuses

Labels = Mapping[str, str]
_OF_ANSWER: Final = (
    ("calls_live", "gauge", "live", "", "Calls on the line now."),
    ("draining", "gauge", "is_draining", "", "1 while no new calls are taken."),
    ("calls_total", "counter", "calls", "what", "Calls begun, resumed, rejected and ended."),
    ("calls_ended_total", "counter", "causes", "cause", "Calls by how they ended."),
    ("agi_connections_total", "counter", "agi", "what", "FastAGI connections by what became of them."),
    (
        "ami_connected",
        "gauge",
        "is_ami_connected",
        "",
        "1 while logged in to AMI; absent with no account.",
    ),
    ("live_events_total", "counter", "live_events.events", "", "Live events handed on."),
    (
        "live_lost_total",
        "counter",
        "live_events.lost",
        "what",
        "Live events that never got out: batches to Redis, slow readers cut off, notifications not stored.",
    ),
    ("history_calls_total", "counter", "history.kept_calls", "", "Calls written to the history."),
    ("history_refused_total", "counter", "history.refused_calls", "", "Calls that the history refused."),
    ("history_dropped_total", "counter", "history.dropped_steps", "", "Steps dropped for a full spool."),
    ("history_lost_total", "counter", "history.lost_events", "", "Events that could not be written at all."),
    ("history_spool_bytes", "gauge", "history.spool_bytes", "", "Bytes that wait for the database."),
    ("history_away", "gauge", "history.is_database_away", "", "1 while the history's database is away."),
)
"""Name, kind, where it stands in an answering process's status, the label of its keys, help."""


@dataclass(frozen=True, slots=True)
class Family:
    """One metric: its samples, and what it is."""

    name: str
    kind: str
    help: str
    samples: Iterable[tuple[Labels, float]]


def metrics_text(hub: HubFigures | None = None) -> str:
    """Everything, now; `hub` is of the process that is asked, when it has one."""
    told = statuses()
    families = (*_process_families(told), *_answer_families(told), *_hub_families(hub), *_job_families())
    return "".join(line + "\n" for family in families for line in _lines(family))


def _process_families(told: list[Status]) -> Iterator[Family]:
    yield Family(
        "callwright_up",
        "gauge",
        "1 for a process that told of itself within the last seconds, 0 for one that stopped doing so.",
        [({"process": status.name}, float(status.is_fresh)) for status in told],
    )
    parts = {name: figures for status in told for name, figures in status.told.get("parts", {}).items()}
    yield Family(
        "callwright_part_restarts_total",
        "counter",
        "How often the supervisor has started a part again.",
        [({"part": name}, figures["restarts"]) for name, figures in parts.items()],
    )
    yield Family(
        "callwright_part_hung_total",
        "counter",
        "How often a part was killed because it was silent.",
        [({"part": name}, figures["hung"]) for name, figures in parts.items()],
    )


def _answer_families(told: list[Status]) -> Iterator[Family]:
    answering = {
        status.name: status.told for status in told if status.is_fresh and status.name.startswith(ANSWER)
    }
    for name, kind, path, label, text in _OF_ANSWER:
        samples: list[tuple[Labels, float]] = []
        for process, figures in answering.items():
            found: Any = figures
            for key in path.split("."):
                found = found[key]
            if label:
                samples += [({"process": process, label: key}, value) for key, value in found.items()]
            elif found is not None:
                samples.append(({"process": process}, found))
        yield Family(f"callwright_{name}", kind, text, samples)


def _hub_families(hub: HubFigures | None) -> Iterator[Family]:
    if hub is None:
        return
    for name, kind, value, text in (
        ("browsers", "gauge", hub.browsers, "Browsers that are told what happens, by the web process asked."),
        ("sent_total", "counter", hub.sent, "Messages sent to browsers by the web process asked."),
        ("skipped_total", "counter", hub.lost, "Events that a slow browser only got the number of."),
        ("bad_events_total", "counter", hub.bad_events, "Live events that could not be read."),
    ):
        yield Family(f"callwright_live_{name}", kind, text, [({}, value)])


def _job_families() -> Iterator[Family]:
    try:
        counted = dict.fromkeys(JobState.values, 0)
        counted.update(Job.objects.values_list("state").annotate(count=Count("pk")).order_by())
        now = timezone.now()
        oldest = Job.objects.filter(ended_at=None, free_at__lte=now).aggregate(at=Min("free_at"))["at"]
    except DatabaseError:
        yield Family("callwright_database_up", "gauge", "1 while the database answers.", [({}, 0)])
        return
    yield Family("callwright_database_up", "gauge", "1 while the database answers.", [({}, 1)])
    yield Family(
        "callwright_jobs",
        "gauge",
        "Jobs by state; ended ones of the last week.",
        [({"state": state}, count) for state, count in counted.items()],
    )
    waited_s = 0.0 if oldest is None else (now - oldest).total_seconds()
    yield Family(
        "callwright_jobs_oldest_wait_seconds",
        "gauge",
        "How long the oldest due job has waited.",
        [({}, waited_s)],
    )


def _lines(family: Family) -> Iterator[str]:
    yield f"# HELP {family.name} {family.help}"
    yield f"# TYPE {family.name} {family.kind}"
    for labels, value in family.samples:
        shown = ",".join(f'{name}="{_escaped(text)}"' for name, text in labels.items())
        yield f"{family.name}{{{shown}}} {value:.15g}" if shown else f"{family.name} {value:.15g}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
