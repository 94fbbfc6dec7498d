"""Addresses of the administrators' pages on reference data."""

from django.urls import path

from alliances.views import reference

urlpatterns = [
    path("", reference.administration, name="administration"),
    path("uploads/new/", reference.upload, name="reference-upload"),
    path("uploads/<uuid:public_id>/", reference.check, name="reference-check"),
    path("templates/<slug:table>.csv", reference.template, name="reference-template"),
    path(
        "editions/<slug:call>/<int:version>/",
        reference.edition,
        name="reference-edition",
    ),
]
