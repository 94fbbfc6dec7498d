"""Addresses of the guides; the roles they are for stand in `selectors.guides`."""

from django.urls import path

from proposals.views import guides

urlpatterns = [
    path("guide/", guides.guides, name="guides"),
    path("guide/<slug:role>/", guides.guide, name="guide"),
]
