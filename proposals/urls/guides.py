"""Addresses of the guides; `selectors.drafts.guides` says for which roles."""

from django.urls import path

from proposals.views import guides

urlpatterns = [
    path("guide/", guides.guides, name="guides"),
    path("guide/<slug:role>/", guides.guide, name="guide"),
]
