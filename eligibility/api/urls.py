"""Addresses of the HTTP API; its version is part of each."""

from django.urls import path

from eligibility.api import views

urlpatterns = [
    path("evaluate", views.evaluate, name="api-evaluate"),
    path("calls", views.calls, name="api-calls"),
    path("calls/<slug:code>", views.call, name="api-call"),
    path("rulebooks/<slug:code>", views.rulebook, name="api-rulebook"),
    path(
        "rulebooks/<slug:code>/<int:version>",
        views.rulebook_version,
        name="api-rulebook-version",
    ),
    path(
        "rulebooks/<slug:code>/<int:version>/toml",
        views.rulebook_text,
        name="api-rulebook-text",
    ),
    path("schemas/<str:name>", views.schema, name="api-schema"),
    path("openapi.json", views.openapi, name="api-openapi"),
    path("docs", views.docs, name="api-docs"),
    path("<path:_path>", views.nowhere, name="api-nowhere"),
]
