"""Addresses of the administrators' pages on reference data."""

from django.urls import path

from alliances.views import data_lists, reference, refusals, register, shared

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
    path("shared/<slug:table>/<int:version>.csv", shared.table, name="shared-table"),
    path("shared/<slug:table>/<int:version>/again/", shared.again, name="shared-again"),
    path("shared/<slug:table>/<int:version>/", shared.edition, name="shared-edition"),
    path("data/<slug:call>/<slug:table>/", data_lists.data_list, name="data-list"),
    path(
        "data/<slug:call>/<slug:table>.csv", data_lists.data_file, name="data-list-file"
    ),
    path("nace/", data_lists.nace_list, name="nace-list"),
    path("nace.csv", data_lists.nace_list_file, name="nace-list-file"),
    path(
        "register/organisations/",
        data_lists.organisation_list,
        name="organisation-list",
    ),
    path(
        "register/organisations.csv",
        data_lists.organisation_list_file,
        name="organisation-list-file",
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
