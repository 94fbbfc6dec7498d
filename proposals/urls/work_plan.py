"""Addresses of the work plan; they stand before those of the other sections."""

from django.urls import path

from proposals.urls.places import ALLIANCE
from proposals.views import activities, effort, work_plan, work_plan_parts

PLAN = f"{ALLIANCE}form/work-plan/"
PACKAGE = f"{PLAN}packages/<int:number>/"
PART = f"{PACKAGE}<slug:sort>/<int:place>/"

urlpatterns = [
    path(PLAN, work_plan.work_plan, name="work-plan"),
    path(
        f"{ALLIANCE}answers/<slug:question>/work-packages/",
        activities.activity_coverage,
        name="activity-coverage",
    ),
    path(f"{PLAN}effort/<int:partner>/", effort.effort, name="effort"),
    path(f"{PLAN}gantt.svg", work_plan.work_plan_gantt, name="work-plan-gantt"),
    path(f"{PLAN}packages/add/", work_plan.work_package_add, name="work-package-add"),
    path(PACKAGE, work_plan.work_package, name="work-package"),
    path(
        f"{PACKAGE}remove/", work_plan.work_package_remove, name="work-package-remove"
    ),
    path(
        f"{PACKAGE}restore/",
        work_plan.work_package_restore,
        name="work-package-restore",
    ),
    path(
        f"{PACKAGE}<slug:sort>/add/",
        work_plan_parts.work_part_add,
        name="work-part-add",
    ),
    path(PART, work_plan_parts.work_part, name="work-part"),
    path(f"{PART}remove/", work_plan_parts.work_part_remove, name="work-part-remove"),
    path(
        f"{PART}restore/", work_plan_parts.work_part_restore, name="work-part-restore"
    ),
]
