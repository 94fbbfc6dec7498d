"""Addresses of mandates, the declaration, and the signed copies of both."""

from django.urls import path

from proposals.urls.places import ALLIANCE
from proposals.views import documents, own_mandate

DOCUMENTS = f"{ALLIANCE}documents/"
DOCUMENT = f"{ALLIANCE}partners/<int:number>/document/"
OWN = "confirm/<str:token>/mandate/"

urlpatterns = [
    path(DOCUMENTS, documents.documents, name="documents"),
    path(f"{DOCUMENTS}draw/", documents.documents_draw, name="documents-draw"),
    path(f"{DOCUMENTS}all.zip", documents.documents_archive, name="documents-archive"),
    path(f"{DOCUMENT}drawn.pdf", documents.document_drawn, name="document-drawn"),
    path(OWN, own_mandate.own_mandate, name="own-mandate"),
    path(f"{OWN}draw/", own_mandate.own_mandate_draw, name="own-mandate-draw"),
]
