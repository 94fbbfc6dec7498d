"""Addresses of the administrators' pages that show drafts of everybody."""

from django.urls import path

from proposals.views import (
    administration,
    concerned,
    history,
    overrides,
    retention,
    second_factors,
    support,
)

PLACE = "administration/"

urlpatterns = [
    path(f"{PLACE}history/", history.history, name="administration-history"),
    path(
        f"{PLACE}history.csv",
        history.history_file,
        name="administration-history-file",
    ),
    path(PLACE, administration.front, name="administration"),
    path(f"{PLACE}drafts/", administration.drafts, name="administration-drafts"),
    path(
        f"{PLACE}drafts.csv",
        administration.drafts_file,
        name="administration-drafts-file",
    ),
    path(
        f"{PLACE}drafts/<slug:call>/verdicts/",
        administration.verdicts,
        name="administration-verdicts",
    ),
    path(
        f"{PLACE}drafts/<slug:call>/verdicts/fragment/",
        administration.verdicts,
        {"is_fragment": True},
        name="administration-verdicts-fragment",
    ),
    path(
        f"{PLACE}countries/<str:code>/",
        concerned.country,
        name="administration-country",
    ),
    path(
        f"{PLACE}organisations/<int:key>/",
        concerned.organisation,
        name="administration-organisation",
    ),
    path(
        f"{PLACE}people/<int:key>/second-factor/",
        second_factors.reset,
        name="second-factor-reset",
    ),
    path(
        f"{PLACE}drafts/<uuid:public_id>/",
        support.state,
        name="administration-draft",
    ),
    path(
        f"{PLACE}drafts/<uuid:public_id>/override/",
        overrides.override,
        name="override",
    ),
    path(
        f"{PLACE}drafts/<uuid:public_id>/override/end/",
        overrides.override_end,
        name="override-end",
    ),
    path(f"{PLACE}work/", administration.work, name="administration-work"),
    path(
        f"{PLACE}retention/",
        retention.retention,
        name="administration-retention",
    ),
]
