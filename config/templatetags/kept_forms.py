"""What waits until its person has proved who they are."""

from django import template
from django.template import RequestContext

from alliances.views.kept_forms import KeptForm, kept_forms
from alliances.views.kept_forms import kept_until_sign_in as waiting

register = template.Library()


@register.simple_tag(takes_context=True)
def kept_until_sign_in(context: RequestContext) -> KeptForm | None:
    """Return the form that comes back after signing in, if there is one."""
    return waiting(context.request)


@register.simple_tag(takes_context=True)
def kept_for_reader(context: RequestContext) -> KeptForm | None:
    """Return the newest form of who is signed in that comes back on its page."""
    forms = kept_forms(context.request)
    return next((each for each in forms if not each.needs_proof), None)
