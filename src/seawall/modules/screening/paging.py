"""A page of rows for the API: the cursor is sealed, and stands for the last row seen."""

from typing import Any

from seawall.foundation.web import keyset

SIZE = 200


def paged(rows: Any, key: str, after: str) -> dict[str, Any]:
    """The rows after a cursor, and the cursor of what follows.

    Args:
        rows: cleared for the actor, in whose scope this runs.
        key: field they are ordered by, "-" before it for descending; their id breaks ties.
        after: the cursor of an earlier page, or nothing; one that is not ours starts anew.
    """
    order = keyset.Order(key.removeprefix("-"), descending=key.startswith("-"))
    place = keyset.unseal(order, after) if after else None
    found = keyset.source(rows).after(order, place, SIZE + 1)
    following = None
    if len(found) > SIZE:
        following = keyset.seal(order, keyset.place_of(order, found[SIZE - 1]))
    return {"items": found[:SIZE], "next": following}
