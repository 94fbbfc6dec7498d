"""The pages of a work plan, as tests ask for them and send them back."""

from django.urls import reverse


def at(draft, name="work-plan", *place):
    return reverse(name, args=[draft.alliance.public_id, *place])


def typed(page, **values):
    """Return what a browser sends back: the form as it is shown, with these values."""
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: "" if it is None else it for name, it in (shown | values).items()}


def labels(page):
    return [each.label for each in page.context["page"].packages]


def said(page):
    return [str(each) for each in page.context["messages"]]
