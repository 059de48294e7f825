"""Limits on guessing passwords: after so many failures an account or an address has to wait.

Counted in the memory of the web process. One address that guesses one account is stopped early and costs
nobody else anything; an account that is guessed from many addresses, and an address that tries many accounts,
are stopped later.
"""

import hashlib
from typing import Final

from django.core.cache import cache

WAIT_S: Final = 15 * 60
PAIR_MAX: Final = 5
ADDRESS_MAX: Final = 30
ACCOUNT_MAX: Final = 60


def may_try(account: str, address: str) -> bool:
    """Whether a log-in is looked at now."""
    limits = _limits(account, address)
    counts = cache.get_many(limits)
    return all(counts.get(key, 0) < limit for key, limit in limits.items())


def count_failure(account: str, address: str) -> None:
    """A wrong password, or a name that does not exist."""
    for key in _limits(account, address):
        cache.add(key, 0, timeout=WAIT_S)
        cache.incr(key)


def forget_failures(account: str, address: str) -> None:
    """A right password: whoever mistyped before starts afresh; the address's other failures stay counted."""
    cache.delete(next(iter(_limits(account, address))))


def _limits(account: str, address: str) -> dict[str, int]:
    """Cache key -> failures allowed; the pair first."""
    account = account.casefold()
    return {
        _key("pair", account, address): PAIR_MAX,
        _key("address", address): ADDRESS_MAX,
        _key("account", account): ACCOUNT_MAX,
    }


def _key(*parts: str) -> str:
    return f"log-in:{hashlib.sha256(repr(parts).encode()).hexdigest()}"
