"""Addresses of mandates, the declaration, and the signed copies of both."""

from django.urls import path

from proposals.urls.places import ALLIANCE
from proposals.views import documents, own_mandate, signed_copies

DOCUMENTS = f"{ALLIANCE}documents/"
DOCUMENT = f"{ALLIANCE}partners/<int:number>/document/"
OWN = "confirm/<str:token>/mandate/"

urlpatterns = [
    path(DOCUMENTS, documents.documents, name="documents"),
    path(f"{DOCUMENTS}draw/", documents.documents_draw, name="documents-draw"),
    path(f"{DOCUMENTS}all.zip", documents.documents_archive, name="documents-archive"),
    path(f"{DOCUMENT}drawn.pdf", documents.document_drawn, name="document-drawn"),
    path(DOCUMENT, signed_copies.partner_document, name="partner-document"),
    path(f"{DOCUMENT}copies/<int:key>/", signed_copies.signed_copy, name="signed-copy"),
    path(
        f"{DOCUMENT}copies/<int:key>/remove/",
        signed_copies.signed_copy_remove,
        name="signed-copy-remove",
    ),
    path(f"{OWN}signed/", own_mandate.own_mandate_signed, name="own-mandate-signed"),
    path(OWN, own_mandate.own_mandate, name="own-mandate"),
    path(f"{OWN}draw/", own_mandate.own_mandate_draw, name="own-mandate-draw"),
]
