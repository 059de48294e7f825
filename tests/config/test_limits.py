"""What a process may have."""

import resource
import subprocess
import sys

from config.environment import PROJECT

CODE = """
import resource
from config.limits import take_all_files
take_all_files()
print(*resource.getrlimit(resource.RLIMIT_NOFILE))
"""


def test_all_open_files_that_may_be_had_are_taken() -> None:
    def with_few() -> None:
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, most))

    told = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=PROJECT,
        preexec_fn=with_few,
        capture_output=True,
        text=True,
        check=True,
    )
    soft, hard = told.stdout.split()
    assert soft == hard != "256"
