"""Our log as it is in use, for tests to read."""

import io
import logging
from copy import deepcopy
from logging.config import DictConfigurator

from django.conf import settings


def handler_of_the_settings(written: io.StringIO) -> logging.Handler:
    """Return what writes our log, with the filters that the settings give it, writing to another place."""
    told = deepcopy(settings.LOGGING)
    told["handlers"]["console"]["stream"] = written
    maker = DictConfigurator(told)
    for name, one in told["filters"].items():
        maker.config["filters"][name] = maker.configure_filter(one)
    handler: logging.Handler = maker.configure_handler(maker.config["handlers"]["console"])
    return handler
