"""Addresses of the public pages on the rules."""

from django.urls import path

from eligibility.views import receipts, rules

urlpatterns = [
    path("", rules.rules, name="rules"),
    path("receipt/", receipts.receipt, name="rules-receipt"),
    path("compare/", rules.compare, name="rules-compare"),
    path("<slug:code>/", rules.call, name="rules-call"),
    path(
        "<slug:code>/<slug:lot>/<slug:kind>/<slug:clause_id>/",
        rules.clause,
        name="rules-clause",
    ),
]
