"""Looks at stored packs and changes them, as time and other workers would."""

import datetime as dt

from proposals.models import ApplicationPack

LONG_AGO = dt.timedelta(hours=1)


def files_of(pack):
    folder = pack.file.storage
    return folder.listdir(str(pack.public_id))[1]


def stored(pack):
    return ApplicationPack.objects.get(pk=pack.pk)


def change(pack, **fields):
    ApplicationPack.objects.filter(pk=pack.pk).update(**fields)
