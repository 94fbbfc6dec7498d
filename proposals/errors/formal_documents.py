"""Refusals around what is signed, and the copies of it."""

from django.utils.translation import gettext_lazy as _

from proposals.errors import Refused


class NothingToSign(Refused):
    """Nobody who was named signs anything."""

    message = _(
        "There is nothing to sign yet. Add the applicant and partners first: associated"
        " partners sign no mandate."
    )


class CopyRefused(Refused):
    """A file is not taken as a signed copy; nothing of it was kept."""

    field = "file"


class OtherFile(CopyRefused):
    """The content is neither of the kinds that are taken."""

    message = _("This is no PDF, JPEG or PNG. Scan the signed paper as one of these.")


class CopyBroken(CopyRefused):
    """The file cannot be read to its end."""

    message = _("This file is damaged and cannot be read. Scan or save it again.")


class CopyPacked(CopyRefused):
    """The PDF is sound, and packed by filters whose size no bound sees."""

    message = _(
        "This PDF is packed in an old way (such as ASCII85, LZW or RunLength) that we"
        " cannot check. Print it to a PDF once more, or scan it as PDF, JPEG or PNG."
    )


class CopyEncrypted(CopyRefused):
    """The file is locked by a password."""

    message = _("This PDF is encrypted. Save it without password or restrictions.")


class CopyActive(CopyRefused):
    """The PDF holds programs, actions or other files."""

    message = _(
        "This PDF holds a program, an action or another file, which a signed paper"
        " never needs. Print it, sign it and scan it, or save it without these."
    )


class CopyTooLong(CopyRefused):
    """The PDF has no page, or more than a signed paper has."""

    message = _("A signed copy has 1 to 20 pages. Upload the signed paper alone.")


class CopyTooLarge(CopyRefused):
    """The file unpacks to more than anybody can look at."""

    message = _(
        "This file is too large once it is unpacked. Scan it with fewer dots, 300 per"
        " inch are plenty."
    )


class CopySuspicious(CopyRefused):
    """The scanner of this installation refuses the file."""

    message = _("The virus scanner refused this file.")


class CopyOfFormer(CopyRefused):
    """The partner was removed while its page was open."""

    message = _("This partner takes no part any more.")


class CopyOfAnother(CopyRefused):
    """The file says itself that it is the paper of another partner."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        words = _("This is the paper of P%(number)d, not of this organisation.")
        self.message = words % {"number": number}


class CopyUnsigned(CopyRefused):
    """The file is the paper to its last byte as it was drawn, so nobody signed it."""

    message = _(
        "This is the paper as it was drawn here, without a signature. Sign it, on paper"
        " or with a qualified signature, and upload that."
    )


class TooManyCopies(CopyRefused):
    """Each partner has so many copies a day: what is replaced stays on record."""

    message = _(
        "Twenty copies were uploaded for this organisation within a day. Upload the"
        " next one tomorrow."
    )


class CodeUnknown(Refused):
    """No document of this partner carries this code."""

    field = "code"
    message = _(
        "No document drawn here for this organisation has this code. It stands at the"
        " foot of each page; leave it empty if you cannot read it."
    )


class CopySubmitted(Refused):
    """The copy is part of a submission, so it can be replaced and not removed."""

    message = _(
        "This copy was part of a submission, so it stays. Upload another to replace it."
    )


class NoCopy(Refused):
    """There is no signed copy any more: somebody removed or replaced it."""

    message = _("This copy was removed or replaced meanwhile.")
