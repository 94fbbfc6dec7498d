"""Lists of partners as somebody sends them in these tests."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

SHEET = b"""Partners of ATLAS
Einrichtung;Land;Rolle;Art
University of Soria;Spanien;Koordinator;higher_education
Chamber of Ghent;BE;Partner;sector_body
"""
ONE_WRONG = SHEET + b"Forge;Belgum;Partner;KMU\n"
COLUMNS = ("name", "country", "role", "type")
KIND = "open/lot-2/standard"


def upload(client, content, target=None, name="list.csv"):
    """Send a list, for a draft or for a new alliance."""
    data: dict[str, object] = {"file": SimpleUploadedFile(name, content)}
    if target is None:
        data |= {"kind": KIND, "acronym": "ATLAS"}
        return client.post(reverse("alliance-import"), data)
    public_id = target.alliance.public_id
    return client.post(reverse("partner-import", args=[public_id]), data)


def preview(client, content, target=None, **chosen):
    """Send a list and return its address and the page about it."""
    address = upload(client, content, target).url
    return address, client.get(address, chosen).content.decode()


def names(proposal):
    return list(proposal.alliance.partnerships.values_list("name", flat=True))
