"""What waits for its person to sign in again."""

from django import template
from django.template import RequestContext

from alliances.views.kept_forms import KeptForm
from alliances.views.kept_forms import kept_until_sign_in as waiting

register = template.Library()


@register.simple_tag(takes_context=True)
def kept_until_sign_in(context: RequestContext) -> KeptForm | None:
    """Return the form that comes back after signing in, if there is one."""
    return waiting(context.request)
