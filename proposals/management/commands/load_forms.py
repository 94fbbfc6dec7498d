"""`load_forms`: publishes the forms that are shipped beside the rulebooks."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext_noop

from alliances.models import Call
from eligibility.catalogue import original_folder
from proposals.services.application_forms import publish_form

REASON = gettext_noop("Shipped with the product")


class Command(BaseCommand):
    help = (
        "Publish the shipped forms of the calls there are. A form an administrator"
        " published stays."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  # Django's own signature
        for call in Call.objects.order_by("code"):
            file = original_folder(call.code) / "form.toml"
            published = call.forms.order_by("-version").first()
            is_ours = published is None or published.reason == REASON
            if file.exists() and is_ours:
                text = file.read_text(encoding="utf-8")
                publish_form(call=call, text=text, reason=REASON)
                self.stdout.write(f"{call.code}: loaded")
