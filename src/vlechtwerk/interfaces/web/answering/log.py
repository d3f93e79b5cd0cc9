"""Keep personal links out of every log: a line that names one is written without it, however it is written."""

import logging
import re

# As many signs of its alphabet as a token has, or more; a part that is written in per cent too.
TOKEN = re.compile(r"(?:[A-Za-z0-9_-]|%[0-9A-Fa-f]{2}){43,}")


class WithoutLinks(logging.Filter):
    """Write what was logged without the tokens of personal links, also where they stand in a trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the line, and let it through."""
        said = record.getMessage()
        if TOKEN.search(said):
            record.msg, record.args = TOKEN.sub("…", said), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = TOKEN.sub("…", record.exc_text)
        return True
