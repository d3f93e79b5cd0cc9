"""Say in the language of the caller why a value that was sent can't be understood."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


def words_of(item: Mapping[str, Any]) -> str:
    """Return the words for one mistake that pydantic found; those of pydantic itself where we have none."""
    context: Mapping[str, Any] = item.get("ctx") or {}
    match item["type"]:
        case "missing":
            return _("This is missing.")
        case "extra_forbidden":
            return _("This is not known here.")
        case "enum" | "literal_error":
            return _("Choose one of these: %(choices)s.") % {"choices": context.get("expected", "")}
        case "string_too_long":
            return _("This has more than %(count)s characters.") % {"count": context.get("max_length", "")}
        case "string_pattern_mismatch":
            return _("This holds characters that can't stand here.")
        case "uuid_parsing" | "uuid_type":
            return _("This is no identifier.")
        case "date_parsing" | "date_from_datetime_parsing" | "date_type" | "date_from_datetime_inexact":
            return _("This is no day. Write it as 2023-08-31.")
        case "int_parsing" | "int_type" | "int_from_float":
            return _("This is no whole number.")
        case "greater_than_equal":
            return _("This must be at least %(least)s.") % {"least": context.get("ge", "")}
        case "less_than_equal":
            return _("This must be at most %(most)s.") % {"most": context.get("le", "")}
        case "value_error":
            return str(context.get("error") or item["msg"])
    return str(item["msg"])
