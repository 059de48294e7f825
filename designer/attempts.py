"""Limits on guessing passwords: after so many failures an account or an address has to wait.

Counted in the memory of the web process. One address that guesses one account is stopped early and costs
nobody else anything; an account that is guessed from many addresses, and an address that tries many accounts,
are stopped later. An attempt is counted before the password is looked at, so that many at once are no way
around the limits.
"""

import hashlib
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from django.core.cache import cache

WAIT_S: Final = 15 * 60
PAIR_MAX: Final = 5
ADDRESS_MAX: Final = 30
ACCOUNT_MAX: Final = 60
_NETWORK_BITS: Final = 64
"""Of an IPv6 address: the rest of it is anybody's to choose who has one."""


def begin_attempt(account: str, address: str) -> bool:
    """Whether a log-in is looked at now; it counts as a failure until `forgive_attempt`."""
    counted = []
    for key, limit in _limits(account, address).items():
        counted.append(key)
        if _count(key, 1) > limit:
            # What is not looked at is no guess: it must not use up the attempts of others.
            for one in counted:
                _count(one, -1)
            return False
    return True


def forgive_attempt(account: str, address: str) -> None:
    """A right password: whoever mistyped before starts afresh; the address's other failures stay counted."""
    pair, *others = _limits(account, address)
    cache.delete(pair)
    for key in others:
        _count(key, -1)


def _count(key: str, step: int) -> int:
    """The count after it, from its first failure until its wait is over."""
    cache.add(key, 0, timeout=WAIT_S)
    try:
        counted: int = cache.incr(key, step)
    except ValueError:  # the wait was over between the two lines
        return step
    return counted


def _limits(account: str, address: str) -> dict[str, int]:
    """Cache key -> failures allowed; the pair first."""
    account, place = account.casefold(), _place(address)
    return {
        _key("pair", account, place): PAIR_MAX,
        _key("address", place): ADDRESS_MAX,
        _key("account", account): ACCOUNT_MAX,
    }


def _place(address: str) -> str:
    """The address, of IPv6 its network; as it is when it is none."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(ip_network((parsed, _NETWORK_BITS), strict=False))
    return str(parsed)


def _key(*parts: str) -> str:
    return f"log-in:{hashlib.sha256(repr(parts).encode()).hexdigest()}"
