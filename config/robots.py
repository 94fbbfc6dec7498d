"""Tells crawlers that only the front page is for them to show."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

# Who asks the front page without an account is led to the sign-in page, which is what
# a stranger may find here. All else is for people who came to do something. A link with
# a key that somebody made public may be asked for: its page answers that it is not to
# be listed, which who may not ask never hears.
RULES = """User-agent: *
Allow: /$
Allow: /accounts/login/?next=/$
Allow: /confirm/
Allow: /verify/
Disallow: /
"""


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """Send what crawlers ask for first (RFC 9309)."""
    return HttpResponse(RULES, "text/plain; charset=utf-8")
