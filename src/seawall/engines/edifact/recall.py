"""Remembers, within bounds, what was made of a piece of text: lists repeat most of what they say.

Of a list's segments more than half are letter for letter as they stood with somebody before:
the airports, the sex, the nationality.
"""

from typing import TypeVar

Made = TypeVar("Made")

LONGEST = 20
"""Characters of a text that is worth remembering; longer ones hardly come again."""

MOST_TEXTS = 4096
"""Texts remembered at a time: about two megabytes of memory."""


class Recall(dict[str, Made]):
    """What was made of a text, by that text; look-ups are those of a dictionary."""

    __slots__ = ()

    def keep(self, text: str, made: Made) -> None:
        """Remember what was made of a text, unless it is long; forget all where there is too much.

        Args:
            text: The text.
            made: What anybody who meets the same text again may have: nobody must change it.
        """
        if len(text) <= LONGEST:
            if len(self) >= MOST_TEXTS:
                self.clear()
            self[text] = made
