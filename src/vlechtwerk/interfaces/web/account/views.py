"""The start page, stepping in (demo only), leaving, the account, and the pages of the footer."""

from dataclasses import dataclass
from uuid import UUID

from allauth.account.views import LoginView, LogoutView
from allauth.mfa.base.views import IndexView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.operations.accounts import make_access_token, remove_access_token
from vlechtwerk.domains.partnership.queries import CastMember, demo_cast, memberships_of
from vlechtwerk.foundation.refusal import Refused
from vlechtwerk.interfaces.actor import lacks_second_factor, vouched_for
from vlechtwerk.interfaces.web.account.forms import TokenForm
from vlechtwerk.interfaces.web.acts import write_only
from vlechtwerk.interfaces.web.words import say_day

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, slots=True)
class CastRow:
    """Someone to step into, ready to print."""

    email: str
    name: str
    title: str
    organisation: str


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what Vlechtwerk is, and lead in; someone who is signed in goes on to their project."""
    if request.user.is_authenticated:
        memberships = memberships_of(request.user)
        if not memberships:
            return redirect("ended")
        last = request.user.last_project_id
        project = next((item for item in memberships if item.project_id == last), memberships[0])
        return redirect("home", project=project.project_code)
    projects: dict[str, dict[str, object]] = {}
    for member in demo_cast() if settings.DEMO_SIGN_IN else ():
        project_rows = projects.setdefault(
            member.project_code, {"code": member.project_code, "name": member.project_name, "cast": []}
        )
        project_rows["cast"].append(_cast_row(member))  # type: ignore[attr-defined]  # the list made just above
    return render(request, "account/start.html", {"projects": list(reversed(projects.values()))})


def _cast_row(member: CastMember) -> CastRow:
    return CastRow(member.email, member.name, member.title or str(Function(member.function).label), member.organisation)


@write_only
def step_in(request: HttpRequest) -> HttpResponse:
    """Look along as someone of the cast; outside the demo this does not exist."""
    if not settings.DEMO_SIGN_IN:
        raise Http404
    email, project = request.POST.get("email", ""), request.POST.get("project", "")
    member = next((item for item in demo_cast() if (item.email, item.project_code) == (email, project)), None)
    if member is None:
        raise Http404
    login(request, Account.objects.get(email=member.email), backend=BACKEND)
    request.session["stepped_in"] = member.name
    return redirect("home", project=member.project_code)


@write_only
def leave(request: HttpRequest) -> HttpResponse:
    """Stop looking along."""
    logout(request)
    return _forgotten(redirect("start"))


def _forgotten(response: HttpResponse) -> HttpResponse:
    """Let the browser keep nothing of the pages that were read."""
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


class SignIn(LoginView):  # type: ignore[misc]  # allauth brings no types
    """Sign in with a password, a passkey, or through one's own organisation."""

    def get_context_data(self, **more: object) -> dict[str, object]:
        """Name the identity providers of partners."""
        context: dict[str, object] = super().get_context_data(**more)
        return context | {"identity_providers": settings.IDENTITY_PROVIDERS}


class SignOut(LogoutView):  # type: ignore[misc]  # allauth brings no types
    """Sign out, and leave nothing behind in the browser."""

    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        """Sign out."""
        return _forgotten(super().post(*args, **kwargs))


@require_safe
def ended(request: HttpRequest) -> HttpResponse:
    """Say that the appointment has ended, and whom to ask."""
    return render(request, "account/ended.html")


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show how one signs in, in which projects one takes part, and one's tokens."""
    return render(request, "account/account.html", _account_context(request, TokenForm()))


@login_required
@write_only
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a personal token and show it once."""
    form = TokenForm(request.POST)
    context = _account_context(request, form)
    if not form.is_valid():
        return render(request, "account/account.html", context, status=422)
    assert isinstance(request.user, Account)
    try:
        token, secret = make_access_token(
            request.user,
            form.cleaned_data["name"],
            days=form.cleaned_data["days"],
            at=timezone.now(),
            vouched=vouched_for(request, request.user),
        )
    except Refused as refused:
        return render(request, "account/account.html", context | {"reasons": refused.reasons}, status=409)
    context = _account_context(request, TokenForm())
    return render(request, "account/account.html", context | {"secret": secret, "secret_name": token.name})


@login_required
@write_only
def remove_token(request: HttpRequest, token: UUID) -> HttpResponse:
    """Remove one of one's own tokens."""
    assert isinstance(request.user, Account)
    if not remove_access_token(request.user, token):
        raise Http404
    messages.success(request, _("The token no longer works."))
    return redirect("account")


class HowYouSignIn(IndexView):  # type: ignore[misc]  # allauth brings no types
    """Show someone's passkeys, app and recovery codes, and what has to be added before the projects open."""

    def get_context_data(self, **more: object) -> dict[str, object]:
        """Say whether something is lacking."""
        context: dict[str, object] = super().get_context_data(**more)
        account = self.request.user
        return context | {"lacking": lacks_second_factor(account, vouched=vouched_for(self.request, account))}


def _account_context(request: HttpRequest, form: TokenForm) -> dict[str, object]:
    assert isinstance(request.user, Account)
    return {
        "form": form,
        "email": request.user.email,
        "projects": [
            {
                "name": item.project_name,
                "url": reverse("home", args=[item.project_code]),
                "digest_url": reverse("digest", args=[item.project_code]),
            }
            for item in memberships_of(request.user)
        ],
        "tokens": [
            {"id": token.id, "name": token.name, "until": say_day(timezone.localdate(token.expires_at))}
            for token in request.user.access_tokens.filter(expires_at__gt=timezone.now())
        ],
    }


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the site is, and how it was tested."""
    return render(request, "account/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what the site keeps of those who use it."""
    return render(request, "account/privacy.html")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Say how the most asked things are done."""
    return render(request, "account/help.html")
