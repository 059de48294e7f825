"""All that jobs need in an installation without Redis, as one thing to start and stop."""

from scenarios.jobs.runner import JobRunner
from scenarios.jobs.schedule import PeriodicWork


class JobsInPlace:
    """Runs and plans jobs in threads of this process."""

    def __init__(self) -> None:
        self._runner = JobRunner()
        self._planner = PeriodicWork()

    def start(self) -> None:
        """Begin."""
        self._runner.start()
        self._planner.start()

    def stop(self) -> None:
        """End within a few seconds; a job that takes longer is left to the next process."""
        self._planner.stop()
        self._runner.stop()
