"""How kernels are compiled: cached on disk, on first use, without the interpreter's lock.

Set NUMBA_CACHE_DIR to say where the compiled code is kept. Importing compiles nothing.
"""

from __future__ import annotations

from typing import Any

from numba import njit
from numba.extending import intrinsic

kernel = njit(cache=True, nogil=True)
"""A kernel of its own: what Python calls, and what is rarely needed."""

inlined = njit(cache=True, nogil=True, inline="always")
"""A step of a hot loop. Called as a function it would count references to its arrays, atomically,
which costs ten times the step itself."""


def _borrowed(_context: Any, array: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind = signature.args[0]
        view = context.make_array(kind)(context, builder, value=arguments[0])
        view.meminfo = view.meminfo.type(None)
        return view._getvalue()  # noqa: SLF001 - the way numba's own array functions return one

    return array(array), generate


borrowed: Any = intrinsic(_borrowed)
"""The same array without its reference count, for use in a kernel whose caller keeps the array."""
