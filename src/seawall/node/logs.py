"""What a log line says: what happened and where in the program, never what the data were.

The text of an exception often quotes a value (a refused row, a name, a document's number), and so
do the local variables of its frames. Logs are no audit and carry no personal data, so that only
kinds of errors and places in the program are written.
"""

import logging
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from types import TracebackType
from typing import Any

import structlog

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
DEEPEST = 6


def places(error: BaseException) -> str:
    """The kinds of an error and of what led to it, each with its frames, the innermost last."""
    return "; because of ".join(_one(each) for each in _chain(error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    for _depth in range(DEEPEST):
        if seen is None:
            return
        yield seen
        seen = seen.__cause__ or seen.__context__


def _one(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    where = " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(error).__module__}.{type(error).__qualname__} at {where or 'no frame'}"


class Formatter(logging.Formatter):
    """Log lines of every library, with the places of an exception instead of its text."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is logging's
        return "" if ei[1] is None else places(ei[1])


def without_values(
    _logger: Any, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A structlog processor: the places of an exception instead of its text and local variables."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["error"] = places(error)
    return event


def log_uncaught(
    _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    """``sys.excepthook`` of the node's processes."""
    structlog.get_logger().critical("a process ends on an error", error=places(error))


def configure() -> None:
    """Make structlog write one plain line for each event, to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.dev.set_exc_info,
            without_values,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": Formatter,
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    # Django adds handlers of its own to these: one line is enough.
    "loggers": {
        "axes": {"level": "ERROR"},
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "propagate": True},
    },
}
