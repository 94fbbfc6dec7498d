"""Addresses of the application itself: its form, answers, tables and what is left."""

from django.urls import path

from proposals.urls import work_plan
from proposals.urls.places import ALLIANCE
from proposals.views import (
    answer_history,
    answers,
    budgets,
    check_answers,
    comments,
    late_texts,
    left_to_do,
    mobility,
    own_figures,
    own_lines,
    presence,
    profiles,
    proposed_figures,
    sections,
    timeline,
    unsaved,
)

FORM = f"{ALLIANCE}form/"
ANSWER = f"{ALLIANCE}answers/<slug:question>/"

urlpatterns = [
    path(f"{ALLIANCE}my-part/", answers.my_part, name="my-part"),
    path(f"{ALLIANCE}my-part/budget/", own_figures.figures, name="own-figures"),
    path(f"{ALLIANCE}my-part/budget/lines/new/", own_lines.line, name="own-line-new"),
    path(
        f"{ALLIANCE}my-part/budget/lines/<int:number>/",
        own_lines.line,
        name="own-line",
    ),
    path(
        f"{ALLIANCE}my-part/budget/proposed/<int:key>/",
        own_lines.line,
        name="own-line-again",
    ),
    path(
        f"{ALLIANCE}my-part/budget/proposed/<int:key>/take-back/",
        own_lines.take_back,
        name="own-figure-take-back",
    ),
    path(f"{FORM}budget/proposed/", proposed_figures.figures, name="proposed-figures"),
    path(
        f"{FORM}budget/proposed/<int:partner>/",
        proposed_figures.figures_decide,
        name="proposed-figures-decide",
    ),
    path(f"{ALLIANCE}left/", left_to_do.left, name="left"),
    path(f"{ALLIANCE}timeline/", timeline.timeline, name="timeline"),
    path(
        f"{ALLIANCE}timeline/timeline.csv", timeline.timeline_file, name="timeline-file"
    ),
    path(f"{ALLIANCE}unsaved/", unsaved.unsaved, name="unsaved"),
    path(
        f"{ALLIANCE}unsaved/compare/", unsaved.unsaved_compare, name="unsaved-fragment"
    ),
    path(
        f"{ALLIANCE}unsaved/restore/", unsaved.unsaved_restore, name="unsaved-restore"
    ),
    path(f"{ALLIANCE}late/", late_texts.late_texts, name="late-texts"),
    path(
        f"{ALLIANCE}late/late-texts.txt",
        late_texts.late_texts_file,
        name="late-texts-file",
    ),
    path(f"{ALLIANCE}check/", check_answers.check_answers, name="check-answers"),
    path(f"{FORM}budget/", budgets.budget, name="budget"),
    path(f"{FORM}budget/take/", budgets.budget_take, name="budget-take"),
    path(
        f"{FORM}budget/budget.csv",
        budgets.budget_file,
        {"suffix": "csv"},
        name="budget-csv",
    ),
    path(
        f"{FORM}budget/budget.xlsx",
        budgets.budget_file,
        {"suffix": "xlsx"},
        name="budget-xlsx",
    ),
    *work_plan.urlpatterns,
    path(f"{FORM}mobility/lines/", mobility.mobility_lines, name="mobility-lines"),
    path(
        f"{FORM}mobility/lines/<int:number>/restore/",
        mobility.mobility_restore,
        name="mobility-restore",
    ),
    path(f"{FORM}profiles/add/", profiles.profile_add, name="profile-add"),
    path(f"{FORM}profiles/<int:number>/", profiles.profile, name="profile"),
    path(
        f"{FORM}profiles/<int:number>/remove/",
        profiles.profile_remove,
        name="profile-remove",
    ),
    path(
        f"{FORM}profiles/<int:number>/restore/",
        profiles.profile_restore,
        name="profile-restore",
    ),
    path(f"{FORM}<slug:section>/", answers.form_section, name="form-section"),
    path(
        f"{FORM}<slug:section>/assign/", sections.section_assign, name="section-assign"
    ),
    path(
        f"{FORM}<slug:section>/complete/",
        sections.section_complete,
        name="section-complete",
    ),
    path(
        f"{FORM}<slug:section>/partners/<int:partner>/done/",
        sections.part_done,
        name="part-done",
    ),
    path(f"{FORM}<slug:section>/here/", presence.here, name="section-here"),
    path(
        f"{FORM}<slug:section>/partners/<int:partner>/here/",
        presence.here,
        name="section-here-partner",
    ),
    path(
        f"{FORM}<slug:section>/partners/<int:partner>/",
        answers.form_section,
        name="form-partner",
    ),
    path(ANSWER, answers.answer_save, name="answer-save"),
    path(
        f"{ANSWER}<int:partner>/",
        answers.answer_save,
        name="answer-save-partner",
    ),
    path(f"{ANSWER}comments/", comments.comments, name="answer-comments"),
    path(
        f"{ANSWER}<int:partner>/comments/",
        comments.comments,
        name="answer-comments-partner",
    ),
    path(f"{ANSWER}history/", answer_history.history, name="answer-history"),
    path(
        f"{ANSWER}<int:partner>/history/",
        answer_history.history,
        name="answer-history-partner",
    ),
]
