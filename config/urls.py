"""The address book: each app names its own pages, this file only joins them."""

from allauth.account.decorators import secure_admin_login
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

import eligibility.urls
from alliances.views import colours, languages
from alliances.views.accessibility import accessibility
from config import (
    account_pages,
    components_pages,
    demo_pages,
    health,
    metrics_page,
    own_data,
    pause_pages,
    robots,
    session_pages,
    status_page,
)
from config.proof_pages import PasskeyAgain
from config.recovery_code_pages import RecoveryCodesAnew

# The admin's own form has no rate limit; this sends people to the one that has.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # the way allauth documents

# Nobody takes a factor off or reads sessions there: it would leave no trace. And nobody
# is in a group: what somebody may do is stated for each person.
for kept in (Authenticator, Group, UserSession):
    if admin.site.is_registered(kept):
        admin.site.unregister(kept)

admin.site.site_title = _("Sector Skills Alliances")
admin.site.index_title = _("People and records")
# Lists get the width; the way above each page leads to the others.
admin.site.enable_nav_sidebar = False
# Who deletes, sees one by one what goes with it.
admin.site.disable_action("delete_selected")

handler400 = "config.error_pages.bad_request"
handler403 = "config.error_pages.forbidden"
handler404 = "config.error_pages.not_found"
handler429 = "config.error_pages.too_often"  # asked for by allauth
handler500 = "config.error_pages.server_error"

urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("robots.txt", robots.robots, name="robots"),
    path("status/", status_page.status, name="status"),
    path("metrics", metrics_page.metrics, name="metrics"),
    path("accessibility/", accessibility, name="accessibility"),
    path("admin/", admin.site.urls),
    path("accounts/me/", account_pages.account, name="account"),
    path("accounts/me/data/", own_data.own_data, name="account-data"),
    path("accounts/me/session/", session_pages.session, name="account-session"),
    path("accounts/language/", languages.choose, name="language"),
    path("accounts/colours/", colours.choose, name="colours"),
    path(
        "accounts/second-factor/webauthn/reauthenticate/",
        PasskeyAgain.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "accounts/second-factor/recovery-codes/generate/",
        RecoveryCodesAnew.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path("accounts/second-factor/", include("allauth.mfa.urls")),
    path("accounts/sessions/", session_pages.sessions, name="usersessions_list"),
    path(
        "accounts/sessions/<int:key>/end/",
        session_pages.session_end,
        name="session-end",
    ),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("demo/", demo_pages.tour, name="demo-tour"),
    path("demo/mailbox/", demo_pages.mailbox, name="demo-mailbox"),
    path("demo/mailbox/<str:key>/", demo_pages.mail, name="demo-mail"),
    path(
        "demo/mailbox/<str:key>/markup/",
        demo_pages.mail_markup,
        name="demo-mail-markup",
    ),
    path("administration/read-only/", pause_pages.read_only, name="read-only"),
    path(
        "administration/read-only/end/", pause_pages.read_only_end, name="read-only-end"
    ),
    path("administration/components/", components_pages.components, name="components"),
    path("administration/rules/", include(eligibility.urls.administration)),
    path("administration/", include("alliances.urls")),
    path("api/v1/", include("eligibility.api.urls")),
    path("rules/", include("eligibility.urls")),
    path("", include("proposals.urls")),
]
