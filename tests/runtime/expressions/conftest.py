"""The conformance cases are run where their folder is at hand and not collected where it is not."""

from tests.runtime.expressions.conformance import folder

collect_ignore = [] if folder().is_dir() else ["test_conformance.py"]
