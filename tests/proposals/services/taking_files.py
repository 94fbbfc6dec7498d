"""A draft that says what the whole example says, and files that say otherwise."""

from copy import deepcopy

from proposals.files.file_changes import file_changes
from proposals.files.proposal_file import document_of
from proposals.files.proposal_reader import parse_proposal
from proposals.files.stored_file import restored
from proposals.models import ProposalUpload
from proposals.selectors.files.proposal_files import read_proposal
from proposals.services.application_forms import publish_form
from proposals.services.proposal_files import keep_proposal_file, take_from_file
from tests.factories import make_call, make_user
from tests.proposals.services.whole_proposals import WHOLE, WHOLE_FORM, as_bytes, fresh


def make_whole_draft():
    """Make a draft that says what the whole example says."""
    publish_form(call=make_call("open"), text=WHOLE_FORM, reason="A test.")
    maria = make_user("maria@example.org")
    upload = keep(parse_proposal(as_bytes(WHOLE)), None, maria)
    opened = take_from_file(upload=upload, taken={}, by=maria)
    take_from_file(upload=fresh_upload(upload), taken=seen(upload), by=maria)
    return fresh(opened)


def keep(file, target, by):
    return keep_proposal_file(file=file, file_name="a.json", target=target, by=by)


def fresh_upload(upload):
    return ProposalUpload.objects.get(pk=upload.pk)


def seen(upload, *keys):
    upload = fresh_upload(upload)
    now = read_proposal(fresh(upload.target)).file
    found = file_changes(now, restored(upload.stated))
    return {each.key: each.seen for each in found if not keys or each.key in keys}


def uploaded(draft, change):
    """Upload the whole example with a change, to the draft."""
    document = deepcopy(WHOLE)
    change(document)
    file = parse_proposal(as_bytes(document))
    return keep(file, draft, draft.alliance.coordinator)


def take(upload, *keys):
    return take_from_file(
        upload=upload, taken=seen(upload, *keys), by=upload.uploaded_by
    )


def document(draft):
    return document_of(read_proposal(fresh(draft)).file)
