"""Compares two names that somebody typed; nothing is looked up and nothing kept."""

from django.utils.translation import gettext as _

from seawall.engines.names import Subject, SubjectError
from seawall.engines.names import compare as compare_subjects
from seawall.foundation.errors import Invalid
from seawall.foundation.web.comparison import Comparison
from seawall.modules.screening.services.matching import plain_reasons
from seawall.modules.screening.wording import comparison_of


def compared(*, left: str, left_born: str, right: str, right_born: str) -> Comparison:
    """Both sides with what each field adds.

    Raises:
        Invalid: a birth date is none.
    """
    result = compare_subjects(
        _subject("left", left, left_born), _subject("right", right, right_born)
    )
    return comparison_of(plain_reasons(result.reasons), score=result.score)


def _subject(side: str, name: str, born: str) -> Subject:
    dates = (born.strip(),) if born.strip() else ()
    try:
        return Subject(id=side, kind="person", names=(name,), birth_dates=dates)
    except SubjectError as error:
        message = _("Give the birth date as YYYY-MM-DD, or a part of it.")
        raise Invalid("screening.compare.date", message, {f"{side}_born": message}) from error
