"""The way to an identity provider, the way back, and the key by which it knows us."""

from allauth.decorators import rate_limit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from vlechtwerk.interfaces.web.account.oidc.adapter import turn_away
from vlechtwerk.interfaces.web.account.oidc.client_key import public_key
from vlechtwerk.interfaces.web.account.oidc.discovery import NotProven
from vlechtwerk.interfaces.web.account.oidc.provider import PartnerProvider
from vlechtwerk.interfaces.web.acts import write_only


@never_cache
@write_only
@rate_limit(action="login")  # type: ignore[untyped-decorator]  # allauth brings no types
def leave_for(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send someone to the identity provider; by a button only, so that no other site can start it."""
    provider = _provider(request, provider_id)
    try:
        answer: HttpResponse = provider.redirect_from_request(request)
    except OAuth2Error as failed:
        return turn_away(provider_id, failed)
    return answer


@never_cache
@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Let in whom the identity provider proved; everybody else gets the same page."""
    provider = _provider(request, provider_id)
    try:
        state = provider.unstash_redirect_state(request, request.GET.get("state", ""))
        if request.GET.get("error") == "access_denied":
            return redirect("account_login")
        if "code" not in request.GET:
            raise NotProven(f"no code, but {request.GET.get('error', '')[:80]!r}")
        login = provider.sociallogin_from_response(request, provider.prove(request, state))
        login.state = state
        answer: HttpResponse = complete_social_login(request, login)
    except PermissionDenied:
        return turn_away(provider_id, "a state that this session does not know")
    except OAuth2Error as failed:
        return turn_away(provider_id, failed)
    return answer


@require_safe
def not_let_in(request: HttpRequest) -> HttpResponse:
    """Say that someone was not let in, the same for everybody."""
    return render(request, "account/not_let_in.html", status=403)


@require_GET
def our_key(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Show the public half of the key that we use with this provider (a JSON Web Key Set)."""
    return JsonResponse({"keys": [public_key(_provider(request, provider_id).known)]})


def _provider(request: HttpRequest, provider_id: str) -> PartnerProvider:
    if all(known.id != provider_id for known in settings.IDENTITY_PROVIDERS):
        raise Http404
    provider: PartnerProvider = get_adapter().get_provider(request, provider=provider_id)
    return provider
