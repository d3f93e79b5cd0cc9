"""What joins the log lines of one request, the same for pages and programming interface."""

from django.http import HttpRequest

from vlechtwerk.domains.sharing.queries.reader import Trace


def trace_of(request: HttpRequest) -> Trace:
    """Return what joins the log lines of a request: the caller's W3C trace id when it sent one, and its address."""
    origin = request.META.get("REMOTE_ADDR", "")
    parts = request.headers.get("traceparent", "").split("-")
    if len(parts) == 4 and len(parts[1]) == 32 and set(parts[1]) <= set("0123456789abcdef") and int(parts[1], 16):
        return Trace(parts[1], origin)
    return Trace(origin=origin)
