"""Addresses of the administrators' pages on reference data."""

from django.urls import path

from alliances.views import reference, refusals, register

urlpatterns = [
    path("reference/", reference.overview_page, name="reference"),
    path("uploads/new/", reference.upload, name="reference-upload"),
    path(
        "editions/<slug:call>/<int:version>/<slug:table>.csv",
        reference.table,
        name="reference-table",
    ),
    path(
        "editions/<slug:call>/<int:version>/<slug:table>/again/",
        reference.again,
        name="reference-again",
    ),
    path("uploads/problems.csv", refusals.problems, name="reference-problems"),
    path(
        "templates/<slug:table>.<slug:suffix>",
        reference.template,
        name="reference-template",
    ),
    path(
        "editions/<slug:call>/<int:version>/",
        reference.edition,
        name="reference-edition",
    ),
    path("register/", register.register, name="register"),
    path("register/uploads/<uuid:public_id>/", register.check, name="register-check"),
    path(
        "register/uploads/<uuid:public_id>/problems.csv",
        register.problems,
        name="register-problems",
    ),
    path(
        "register/uploads/<uuid:public_id>/discard/",
        register.discard,
        name="register-discard",
    ),
    path(
        "register/revisions/<int:revision>/",
        register.publication,
        name="register-publication",
    ),
]
