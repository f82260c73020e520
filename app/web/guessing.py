"""Guessing passwords: after some failures one has to wait. Counted by name and by host, in this process."""

import math
import time
from typing import Final

from fastapi import Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.entries.accounts import folded
from app.errors import TooOften

FOR_ONE_NAME: Final = RateLimitItemPerMinute(8, 15)  # eight failures in a quarter of an hour
FROM_ONE_HOST: Final = RateLimitItemPerMinute(60, 15)


def new_limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())


def refuse_guessing(request: Request, name: str) -> None:
    """Raises TooOften, with the seconds to wait; the right password does not help until then."""
    limiter: MovingWindowRateLimiter = request.app.state.sign_ins
    for limit, key in _counted(request, name):
        if not limiter.test(limit, key):
            wait = max(1, math.ceil(limiter.get_window_stats(limit, key).reset_time - time.time()))
            minutes = math.ceil(wait / 60)
            unit = "minute" if minutes == 1 else "minutes"
            raise TooOften(f"Too many failed tries. Wait {minutes} {unit}, then sign in again.", wait)


def note_failure(request: Request, name: str) -> None:
    limiter: MovingWindowRateLimiter = request.app.state.sign_ins
    for limit, key in _counted(request, name):
        limiter.hit(limit, key)


def _counted(request: Request, name: str) -> list[tuple[RateLimitItemPerMinute, str]]:
    host = request.client.host if request.client else ""
    return [(FOR_ONE_NAME, f"name {folded(name)[:120]}"), (FROM_ONE_HOST, f"host {host}")]
