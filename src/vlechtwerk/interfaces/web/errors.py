"""Pages for what goes wrong: plain words, and never a word of the database."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be understood."""
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Say that this can't be done from here: an old form, or a form of another site."""
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here, also when the reader may not know that there is."""
    return render(request, "errors/404.html", status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that too much was asked from one place in a short time."""
    return render(request, "errors/429.html", status=429)


def changed_meanwhile(request: HttpRequest) -> HttpResponse:
    """Say that what the reader may see changed while the page was made, and that nothing was done."""
    return render(request, "errors/409.html", status=409)


def made_meanwhile(request: HttpRequest) -> HttpResponse:
    """Say that someone else made the same meanwhile, and that nothing was done."""
    return render(request, "errors/409.html", {"made_meanwhile": True}, status=409)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong with us, or that the database can't be reached for a moment."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = 503 if away else 500
    return render(request, f"errors/{status}.html", status=status)
