"""Addresses about the mails themselves."""

from django.urls import path

from proposals.urls.places import ALLIANCE
from proposals.views import mails

urlpatterns = [
    path(f"{ALLIANCE}mail/", mails.mail_log, name="mail-log"),
    path(
        f"{ALLIANCE}mail/<slug:kind>/<int:key>/again/",
        mails.mail_again,
        name="mail-again",
    ),
    path("mails/", mails.mail_choices, name="mail-choices"),
    path(
        "mails/stop/<slug:scope>/<int:key>/<slug:kind>/<str:signature>/",
        mails.mail_stop,
        name="mail-stop",
    ),
]
