"""The languages people can choose, each by the name it has for itself.

Only whose catalogue is complete, which a test looks at. Serbian in Latin letters is
made from Serbian.
"""

LANGUAGES = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("fr", "français"),
    ("sr", "српски"),
    ("sr-latn", "srpski (latinica)"),
]
COOKIE_SECONDS = 365 * 24 * 3600
