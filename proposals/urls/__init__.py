"""Addresses of drafts, submissions and packs.

A `…-fragment` answers with a part of a page to htmx; the address without it answers
with the whole page, so everything works without script.
"""

from django.urls import path

from proposals.urls import (
    administration,
    application,
    documents,
    guides,
    mails,
    outside,
    partners,
    pictures,
    verification,
)
from proposals.urls.places import ALLIANCE
from proposals.views import (
    colleagues,
    compare,
    composition,
    confirmations,
    copies,
    eligibility,
    facts,
    invitations,
    law,
    lists,
    packs,
    partner_answers,
    publishing,
    reports,
    rule_moves,
    sheets,
    start,
    submission,
    suggestions,
    twins,
    verdict_changes,
    verdict_receipts,
    ways_out,
    what_if,
)
from proposals.views import workspace as workspaces

PARTNER = f"{ALLIANCE}partners/<int:number>/"
LAW = "administration/rules/uploads/<uuid:public_id>/"
CLAUSE = f"{ALLIANCE}eligibility/<slug:clause>/"
UPLOAD = "administration/uploads/<uuid:public_id>/"
WHAT_IF = f"{ALLIANCE}what-if/"
FRAGMENT = {"is_fragment": True}
IMAGINING = (
    ("partner", "partners/<int:number>/", what_if.what_if_partner),
    ("newcomer", "newcomers/", what_if.what_if_newcomer),
    ("facts", "facts/", what_if.what_if_facts),
    ("take-back", "take-back/", what_if.what_if_take_back),
    ("keep", "keep/", what_if.what_if_keep),
)

urlpatterns = [
    path("", lists.alliances, name="alliance-list"),
    path("alliances/new/", start.start, name="alliance-start"),
    path("alliances/import/", start.import_file, name="alliance-import"),
    path(
        "alliances/import/partners.csv",
        sheets.partner_template,
        {"suffix": "csv"},
        name="partner-template-csv",
    ),
    path(
        "alliances/import/partners.xlsx",
        sheets.partner_template,
        {"suffix": "xlsx"},
        name="partner-template-xlsx",
    ),
    path(
        "alliances/import/<uuid:public_id>/",
        sheets.partner_sheet,
        name="partner-sheet",
    ),
    path("alliances/archived/", lists.archived, name="alliance-archived"),
    path(f"{ALLIANCE}copy/", copies.copy, name="alliance-copy"),
    path(f"{ALLIANCE}archive/", lists.archive, name="archive"),
    path(f"{ALLIANCE}unarchive/", lists.unarchive, name="unarchive"),
    path(ALLIANCE, workspaces.workspace, name="workspace"),
    path(f"{ALLIANCE}eligibility/", eligibility.eligibility, name="eligibility"),
    path(
        f"{ALLIANCE}eligibility/fragment/",
        eligibility.eligibility_fragment,
        name="eligibility-fragment",
    ),
    path(f"{ALLIANCE}map/fragment/", eligibility.map_fragment, name="map-fragment"),
    path(f"{LAW}impact/", law.law_impact, name="law-impact"),
    path(
        f"{LAW}impact/fragment/",
        law.law_impact,
        FRAGMENT,
        name="law-impact-fragment",
    ),
    path(f"{LAW}preview/", law.law_preview, name="law-preview"),
    path(f"{ALLIANCE}rules/", rule_moves.rule_move, name="rule-move"),
    path(
        f"{ALLIANCE}data/<int:edition>/read/",
        verdict_changes.read,
        name="verdict-changes-read",
    ),
    path(f"{ALLIANCE}compare/", compare.compare, name="compare"),
    path(WHAT_IF, what_if.what_if, name="what-if"),
    path(f"{WHAT_IF}fragment/", what_if.what_if, FRAGMENT, name="what-if-fragment"),
    *(
        path(f"{WHAT_IF}{where}", act, name=f"what-if-{name}")
        for name, where, act in IMAGINING
    ),
    *(
        path(
            f"{WHAT_IF}{where}fragment/", act, FRAGMENT, name=f"what-if-{name}-fragment"
        )
        for name, where, act in IMAGINING
    ),
    path(f"{WHAT_IF}try/", what_if.what_if_try, name="what-if-try"),
    path(f"{WHAT_IF}apply/", what_if.what_if_apply, name="what-if-apply"),
    path(f"{ALLIANCE}ways-out/", ways_out.ways_out, name="ways-out"),
    path(
        f"{ALLIANCE}ways-out/fragment/",
        ways_out.ways_out_fragment,
        name="ways-out-fragment",
    ),
    path(f"{ALLIANCE}withdrawals/", ways_out.withdrawals, name="withdrawals"),
    path(
        f"{ALLIANCE}withdrawals/fragment/",
        ways_out.withdrawals_fragment,
        name="withdrawals-fragment",
    ),
    path(
        f"{ALLIANCE}eligibility/receipt.json",
        verdict_receipts.verdict_receipt,
        name="verdict-receipt",
    ),
    path(CLAUSE, eligibility.explain, name="explain"),
    path(f"{CLAUSE}fragment/", eligibility.explain_fragment, name="explain-fragment"),
    path(f"{CLAUSE}report/", eligibility.rule_report, name="rule-report"),
    path(f"{ALLIANCE}facts/", facts.facts, name="facts"),
    path(f"{ALLIANCE}facts/fragment/", facts.facts_fragment, name="facts-fragment"),
    path(
        f"{ALLIANCE}partners/fragment/",
        composition.composition_fragment,
        name="composition-fragment",
    ),
    path(f"{ALLIANCE}partners/add/", composition.partner_add, name="partner-add"),
    path(f"{ALLIANCE}partners/import/", sheets.partner_import, name="partner-import"),
    path(
        f"{ALLIANCE}partners/add/fragment/",
        composition.partner_add,
        FRAGMENT,
        name="partner-add-fragment",
    ),
    path(
        f"{ALLIANCE}partners/suggestions/fragment/",
        suggestions.partner_suggestions_fragment,
        name="partner-suggestions-fragment",
    ),
    path(
        f"{ALLIANCE}partners/twins/fragment/",
        suggestions.partner_twins_fragment,
        name="partner-twins-fragment",
    ),
    path(f"{ALLIANCE}partners/twins/", twins.partner_twins, name="partner-twins"),
    path(
        f"{ALLIANCE}partners/twins/apart/",
        twins.partner_twins_apart,
        name="partner-twins-apart",
    ),
    path(
        f"{ALLIANCE}partners/twins/again/",
        twins.partner_twins_again,
        name="partner-twins-again",
    ),
    path(PARTNER, composition.partner_change, name="partner-change"),
    path(
        f"{PARTNER}fragment/",
        composition.partner_change,
        FRAGMENT,
        name="partner-change-fragment",
    ),
    path(f"{PARTNER}remove/", composition.partner_remove, name="partner-remove"),
    path(
        f"{PARTNER}remove/fragment/",
        composition.partner_remove,
        FRAGMENT,
        name="partner-remove-fragment",
    ),
    path(f"{PARTNER}restore/", composition.partner_restore, name="partner-restore"),
    path(
        f"{PARTNER}restore/fragment/",
        composition.partner_restore,
        FRAGMENT,
        name="partner-restore-fragment",
    ),
    path(f"{PARTNER}answer/", partner_answers.partner_answer, name="partner-answer"),
    path(
        f"{PARTNER}answer/<int:key>/",
        partner_answers.partner_change_decide,
        name="partner-change-decide",
    ),
    path(
        f"{ALLIANCE}invitations/",
        invitations.partner_invitations,
        name="partner-invitations",
    ),
    path(
        f"{ALLIANCE}invitations/<int:number>/again/",
        invitations.partner_invitation_again,
        name="partner-invitation-again",
    ),
    path(
        f"{ALLIANCE}invitations/<int:number>/elsewhere/",
        invitations.partner_invitation_elsewhere,
        name="partner-invitation-elsewhere",
    ),
    path(
        f"{ALLIANCE}invitations/<int:number>/revoke/",
        invitations.partner_invitation_revoke,
        name="partner-invitation-revoke",
    ),
    path(
        "rules/<slug:code>/<slug:lot>/<slug:kind>/<slug:clause>/report/",
        reports.public_rule_report,
        name="public-rule-report",
    ),
    path("confirm/<str:token>/", confirmations.confirm, name="confirm"),
    path(f"{ALLIANCE}colleagues/", colleagues.colleagues, name="colleagues"),
    path(
        f"{ALLIANCE}colleagues/leave/",
        colleagues.colleague_leave,
        name="colleague-leave",
    ),
    path(
        f"{ALLIANCE}colleagues/<int:key>/change/",
        colleagues.colleague_change,
        name="colleague-change",
    ),
    path(
        f"{ALLIANCE}colleagues/<int:key>/remove/",
        colleagues.colleague_remove,
        name="colleague-remove",
    ),
    path(
        f"{ALLIANCE}colleagues/<int:key>/restore/",
        colleagues.colleague_restore,
        name="colleague-restore",
    ),
    path(
        "invitations/<int:key>/join/",
        colleagues.invitation_join,
        name="invitation-join",
    ),
    path(
        "invitations/<int:key>/decline/",
        colleagues.invitation_decline,
        name="invitation-decline",
    ),
    *application.urlpatterns,
    *outside.urlpatterns,
    *documents.urlpatterns,
    *partners.urlpatterns,
    *pictures.urlpatterns,
    path(f"{ALLIANCE}submit/", submission.submit, name="submit"),
    path(
        f"{ALLIANCE}submit/attempts.csv", submission.attempts_file, name="attempts-file"
    ),
    path("submissions/<str:number>/", submission.receipt, name="receipt"),
    path(
        "submissions/<str:number>/receipt.json",
        verdict_receipts.submission_verdict_receipt,
        name="submission-verdict-receipt",
    ),
    path("submissions/<str:number>/withdraw/", submission.withdraw, name="withdraw"),
    path(f"{ALLIANCE}packs/", packs.pack_request, name="pack-request"),
    path("packs/<uuid:public_id>/", packs.pack, name="pack"),
    path(
        "packs/<uuid:public_id>/progress/",
        packs.pack_progress,
        name="pack-progress-fragment",
    ),
    path("packs/<uuid:public_id>/stop/", packs.pack_stop, name="pack-stop"),
    path("packs/<uuid:public_id>/download/", packs.pack_download, name="pack-download"),
    *mails.urlpatterns,
    *guides.urlpatterns,
    *verification.urlpatterns,
    *administration.urlpatterns,
    path(UPLOAD, publishing.check, name="reference-check"),
    path(f"{UPLOAD}impact.csv", publishing.impact, name="reference-impact"),
    path(f"{UPLOAD}discard/", publishing.discard, name="reference-discard"),
]
