"""What the operating system lets a process have."""

import faulthandler
import resource


def take_all_files() -> None:
    """As many open files as may be had: a call takes two, and shells give 1,024."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def show_where_it_hangs() -> None:
    """A process that is killed for its silence prints what each thread was doing."""
    faulthandler.enable()
