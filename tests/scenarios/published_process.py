"""A process that keeps the published scenarios in memory as the answering side does.

For each line of its input, a called number, it prints the name and the revision that a call would walk.

Started with DATABASE_URL and CALLWRIGHT_DATA.
"""

import os
import sys

import django


def main() -> None:
    """Until the input ends."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from runtime.stores import Surroundings
    from scenarios.published import PublishedScenarios

    memory = PublishedScenarios(Surroundings())
    memory.start()
    for line in sys.stdin:
        graph = memory.graph_for(line.strip(), "")
        print(f"{graph.name} {graph.revision}" if graph else "-", flush=True)
    memory.stop()


if __name__ == "__main__":
    main()
