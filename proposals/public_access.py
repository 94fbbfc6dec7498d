"""How pages without an account obtain a submission: its code is the permission."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from proposals.models import Submission
from proposals.verify_codes import is_code_of


def get_verified(number: str, code: str) -> Submission:
    """Return a submission to whoever holds its code.

    The same work is done for a number that does not exist as for a wrong code: the
    rest of the row is read only for the right one.
    """
    rows = Submission.objects.filter(number=number)
    sha256 = rows.values_list("sha256", flat=True).first()
    if not is_code_of(code, number=number, sha256=sha256 or "") or sha256 is None:
        raise Http404
    return get_object_or_404(rows, number=number)
