"""Makes frozen records as fast as plain ones.

A frozen dataclass sets each attribute in a roundabout way; a traveller has more than thirty.
"""

from collections.abc import Callable, Mapping
from dataclasses import field, fields, make_dataclass
from typing import Any

Make = Callable[[Mapping[str, Any]], Any]
"""Makes a record of its attributes' values; those that are missing get their defaults."""


def maker(record: Any) -> Make:
    """What makes records of a class as its constructor would, in a quarter of the time.

    Each is filled as an instance of a twin class that is not frozen, and handed over to its own
    class for good before anybody sees it. Both have the same slots, or Python refuses.

    Args:
        record: A frozen dataclass with slots, without factories and `__post_init__`.
    """
    attributes = [(one.name, Any, field(default=one.default)) for one in fields(record)]
    twin = make_dataclass(f"Unfrozen{record.__name__}", attributes, slots=True, eq=False)

    def make(values: Mapping[str, Any]) -> Any:
        made: Any = twin(**values)
        made.__class__ = record
        return made

    return make
