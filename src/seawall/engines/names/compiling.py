"""How the compiled parts are compiled: when first called, cached, without the global lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit, types

_Function = TypeVar("_Function", bound=Callable[..., Any])


def compiled(function: _Function) -> _Function:
    """The function compiled to machine code when it is first called, and cached on disk.

    Numba would compile a function anew for every constant that its callers pass (`0` is of another
    type than an integer that is not known); this compiles it once for the types alone, which
    takes a third of the time.
    """
    dispatcher: Any = njit(cache=True, nogil=True, error_model="numpy")(function)
    template = dispatcher.get_call_template

    def without_constants(args: tuple[Any, ...], kws: dict[str, Any]) -> Any:
        return template(tuple(map(types.unliteral, args)), kws)

    dispatcher.get_call_template = without_constants
    return cast(_Function, dispatcher)
