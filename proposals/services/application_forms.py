"""Publishing the form of a call."""

import hashlib

from django.db import transaction

from alliances.models import Call, User
from proposals.files.form_parser import parse_form
from proposals.models import FormVersion, Proposal


@transaction.atomic
def publish_form(
    *, call: Call, text: str, reason: str, by: User | None = None
) -> FormVersion:
    """Publish a form as the next version of its call.

    Text equal to the present version publishes nothing and returns that one. Drafts of
    the call that were opened before it had a form are written with this one; others
    keep theirs. Raises FormError for a text that is not understood.
    """
    parse_form(text)
    call = Call.objects.select_for_update().get(pk=call.pk)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    present = call.forms.order_by("-version").first()
    if present is not None and present.sha256 == sha256:
        return present
    form = FormVersion.objects.create(
        call=call,
        version=present.version + 1 if present else 1,
        text=text,
        sha256=sha256,
        reason=reason,
        published_by=by,
    )
    Proposal.objects.filter(alliance__call=call, form=None).update(form=form)
    return form
