"""What a page of ours may load: our own files and nothing inline."""

from csp.constants import NONE, SELF

NOBODY = ("default-src", "base-uri", "frame-ancestors", "object-src")
OWN_FILES = ("script-src", "style-src", "font-src", "connect-src", "manifest-src")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {name: [NONE] for name in NOBODY}
    | {name: [SELF] for name in OWN_FILES}
    # The QR code of a second factor is a data: image, so that no address holds its key.
    | {"img-src": [SELF, "data:"], "form-action": [SELF]}
}
