"""Text in the cells of CSV and Excel files that a spreadsheet shows and never runs."""

# A cell that starts with one of these, or with its wide form, is a formula to a spreadsheet.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutral_cell(text: str) -> str:
    """Return the text, with an apostrophe before it when a spreadsheet could take it for a formula."""
    # Some programs pass over spaces at the start.
    if text.startswith(_STARTS_A_FORMULA) or text.lstrip().startswith(_STARTS_A_FORMULA):
        return f"'{text}"
    return text
