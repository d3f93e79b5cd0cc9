"""Model fields that keep a date with its precision, and its first and last day for comparing."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.foundation.periods import PreciseDate

# The longest form is a part of a year, "2023-early", or a day, "2023-07-15".
LONGEST_DATE_TEXT = 10
# What someone writes in one box; longer belongs in a document.
LONGEST_TEXT = 4000

if TYPE_CHECKING:  # fields are generic only in the stubs
    _DateField = models.Field[PreciseDate | str, PreciseDate]
    _OptionalDateField = models.Field[PreciseDate | str | None, PreciseDate | None]
    _Mixin = models.Field[Any, Any]
else:
    _DateField = _OptionalDateField = models.CharField
    _Mixin = object


class _DateText(_Mixin):
    """What both fields share: Python values are `PreciseDate`, the column holds its text."""

    description = _("Date with the precision of its source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_DATE_TEXT)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_: Any) -> PreciseDate | None:
        """Turn the column's text into a date."""
        return PreciseDate.read(value) if value else None

    def to_python(self, value: Any) -> PreciseDate | None:
        """Turn what a form or a loader gives into a date; raise `ValidationError` when it is none."""
        if value is None or value == "" or isinstance(value, PreciseDate):
            return value or None
        try:
            return PreciseDate.read(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> str | None:
        """Turn a date into the column's text."""
        date = self.to_python(value)
        return None if date is None else date.text

    def value_to_string(self, obj: models.Model) -> str:
        """Return the text that exports hold."""
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Validate the text as an ordinary character field does."""
        super().validate(None if value is None else str(value), model_instance)

    def run_validators(self, value: Any) -> None:
        """Run the character field's validators on the text."""
        super().run_validators(None if value is None else str(value))


class PreciseDateField(_DateText, _DateField):
    """A date as its source has it."""

    if TYPE_CHECKING:
        _pyi_private_set_type: PreciseDate | str
        _pyi_private_get_type: PreciseDate


class OptionalPreciseDateField(_DateText, _OptionalDateField):
    """A date as its source has it, or nothing where the source gives none."""

    if TYPE_CHECKING:
        _pyi_private_set_type: PreciseDate | str | None
        _pyi_private_get_type: PreciseDate | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"null": True, "blank": True}
        super().__init__(*args, **kwargs)


def longest(model: type[models.Model], name: str) -> int:
    """Return how many characters a value of a field has at most: forms and schemas ask the same."""
    limit: int | None = getattr(model._meta.get_field(name), "max_length", None)
    if limit is None:
        raise ValueError(f"{model.__name__}.{name} has no greatest length.")
    return limit


def earliest_day(column: str) -> models.GeneratedField:
    """Return a stored column with the first day that the date in `column` can mean."""
    return _bound("date_earliest", column)


def latest_day(column: str) -> models.GeneratedField:
    """Return a stored column with the last day that the date in `column` can mean."""
    return _bound("date_latest", column)


def _bound(function: str, column: str) -> models.GeneratedField:
    return models.GeneratedField(
        expression=models.Func(models.F(column), function=function),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
