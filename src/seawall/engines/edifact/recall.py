"""Remembers, within bounds, what was made of a text: lists repeat most of what they say.

Of a list's segments more than half are letter for letter as they stood with somebody before:
the airports, the sex, the nationality. The others come once, and remembering them would cost
more than it saves.
"""

from typing import TypeVar

Made = TypeVar("Made")

LONGEST = 24
"""Characters of a text that may come again: a name or a document number hardly does."""

MOST_MET = 256
"""Texts waiting to come again: those of the last thirty people or so, among whom most of what
repeats is met again."""

MOST_TEXTS = 4096
"""Texts remembered at a time: about two megabytes of memory."""


class Recall(dict[str, Made]):
    """What was made of texts; look-ups are those of a dictionary."""

    __slots__ = ("_met",)

    def __init__(self) -> None:
        super().__init__()
        self._met: set[str] = set()

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self._met.clear()

    def meet(self, text: str, made: Made) -> None:
        """Remember what was made of a text if it comes for the second time."""
        if len(text) <= LONGEST:
            if text in self._met:
                self.keep(text, made)
            elif len(self._met) < MOST_MET:
                self._met.add(text)
            else:
                self._met = {text}

    def keep(self, text: str, made: Made) -> None:
        """Remember what was made of a text.

        Args:
            text: The text.
            made: What everybody who meets the same text gets: nobody must change it.
        """
        if len(self) >= MOST_TEXTS:
            super().clear()
        self[text] = made
