"""Addresses of the public pages on the rules, and of the administrators' pages."""

from django.urls import path

from eligibility.views import law, law_check, law_trial, law_values, receipts, rules

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

administration = [
    path("", law.laws, name="laws"),
    path("try/", law_trial.law_try, name="law-try"),
    path("new/", law.upload, name="law-upload"),
    path("uploads/<uuid:public_id>/", law_check.check, name="law-check"),
    path("uploads/<uuid:public_id>/discard/", law_check.discard, name="law-discard"),
    path("calls/<slug:call>/", law.call_law, name="law-call"),
    path("calls/<slug:call>/values/", law_values.law_values, name="law-values"),
    path(
        "calls/<slug:call>/values.csv",
        law_values.law_values_file,
        name="law-values-file",
    ),
    path("calls/<slug:call>/opening/", law.opening, name="law-opening"),
    path("calls/<slug:call>/<int:version>/again/", law.again, name="law-again"),
]
