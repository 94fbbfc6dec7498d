"""What an administrator presses on the page of an uploaded table."""

from django.urls import reverse


def check(row):
    return reverse("reference-check", args=[row.public_id])


def impact(row):
    return reverse("reference-impact", args=[row.public_id])


def press(client, row, act, **values):
    """Post what the page offers, with what is typed."""
    shown = client.get(check(row)).context["page"]
    given = {
        "act": act,
        "compared_with": shown.check.compared_with,
        "impact_seen": shown.impact.digest if shown.impact else "",
        **values,
    }
    return client.post(check(row), given)


def page_of(client, row, **query):
    return client.get(check(row), query).content.decode()


def edition(version):
    return reverse("reference-edition", args=["open", version])
