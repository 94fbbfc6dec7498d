"""Files of the register for the tests, and a register to hold them against."""

import io

from django.core.files.base import ContentFile

from alliances.models import Organisation, RegisterUpload
from alliances.selectors.register_diff import register_revision
from alliances.services.reference import load_countries
from alliances.services.register import note_names
from alliances.services.register_publishing import publish_register_import
from alliances.services.register_reading import read_register_upload
from alliances.services.register_uploads import keep_register_upload
from eligibility.catalogue import iso_countries

HEADING = "pic,name,country,type"
GHENT = "999000001,Hogeschool Gent,BE,higher_education"
PATRAS = "999000002,University of Patras,EL,higher_education|adult_education"
LODZ = "999000003,Uniwersytet Łódzki,PL,"


def register_csv(*rows, heading=HEADING, encoding="utf-8"):
    """Return a file of rows under the heading."""
    return "\n".join([heading, *rows, ""]).encode(encoding)


def countries():
    """Store the countries there are."""
    load_countries(rows=[(code, *names) for code, names in iso_countries().items()])


def entry(pic="999000001", name="Hogeschool Gent", country="BE", types="", **fields):
    """Store an entry of the register as an administrator would."""
    countries()
    row = Organisation.objects.create(
        pic=pic, name=name, country_id=country, types=types, **fields
    )
    note_names(organisations=[row])
    return row


def kept(content, *, is_whole=False, by=None, name="register.csv"):
    """Keep a file as it was uploaded."""
    countries()
    return keep_register_upload(
        file=io.BytesIO(content), file_name=name, is_whole=is_whole, by=by
    )


def read(content, **options):
    """Keep a file and have it read, as a worker does."""
    upload = kept(content, **options)
    read_register_upload(key=upload.pk)
    return RegisterUpload.objects.get(pk=upload.pk)


def publish(upload, *, reason="New list.", by=None, compared_with=None):
    """Publish an upload against the register as it is."""
    seen = register_revision() if compared_with is None else compared_with
    return publish_register_import(
        upload=upload, compared_with=seen, reason=reason, by=by
    )


def register():
    """Return what the register says of each entry with a PIC."""
    rows = Organisation.objects.exclude(pic=None).order_by("pic")
    return list(rows.values_list("pic", "name", "country_id", "types"))


def problems(upload):
    """Return the lines of an upload's list of problems, the heading left out."""
    with upload.problem_file.open("rb") as file:
        return file.read().decode("utf-8-sig").splitlines()[1:]


def stored(content):
    """Return content as Django stores a file."""
    return ContentFile(content)
