"""`load_forms`: publishes the forms that are shipped beside the rulebooks."""

from typing import Any

from django.core.management.base import BaseCommand

from alliances.models import Call
from alliances.words import SHIPPED
from eligibility.catalogue import original_folder
from proposals.services.application_forms import publish_form


class Command(BaseCommand):
    help = (
        "Publish the shipped forms of the calls there are. A form an administrator"
        " published stays."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  # Django's own signature
        for call in Call.objects.order_by("code"):
            file = original_folder(call.code) / "form.toml"
            published = call.forms.order_by("-version").first()
            is_ours = published is None or published.reason == SHIPPED
            if file.exists() and is_ours:
                text = file.read_text(encoding="utf-8")
                publish_form(call=call, text=text, reason=SHIPPED)
                self.stdout.write(f"{call.code}: loaded")
