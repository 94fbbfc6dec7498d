"""What somebody sent that could not be taken yet, so that one press sends it again.

Going back is no way to a typed text: the page it stood on is asked for anew, and that
is not available either. So the page that says so holds the form as it was sent.
"""

from dataclasses import dataclass, replace

from django.http import HttpRequest

SECRET_DOORS = ("/accounts/", "/admin/")
"""Where passwords and codes are typed, which no page repeats."""
PLAIN_FORM = "application/x-www-form-urlencoded"
"""How forms come that take no files: half of one would be worse than none."""
OF_SCRIPTS = ("HX-Request", "X-CSRFToken")
MOST_CHARACTERS = 1_000_000
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  # the name of a field


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form as it came; its page stands at the address it is for."""

    fields: tuple[tuple[str, str], ...]

    def renewed(self, token: str) -> "SentForm":
        """Return the same with another token against forgery."""
        kept = tuple(each for each in self.fields if each[0] != TOKEN)
        return replace(self, fields=((TOKEN, token), *kept))


def wants_page(request: HttpRequest) -> bool:
    """Whether a page is asked for: browsers name what they show, scripts do not."""
    is_part = "HX-Request" in request.headers
    return "text/html" in request.headers.get("Accept", "") and not is_part


def is_from_us(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours sent this; silence says no.

    It holds where the token against forgery cannot: that changed with signing in.
    """
    ours = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") == ours


def sent_form(request: HttpRequest) -> SentForm | None:
    """Return the form a request sent; None if there is none to be sent again.

    What a script sent it keeps by itself. The token against forgery is the one it came
    with: a form of another site's stays refused.
    """
    if request.method != "POST" or request.path.startswith(SECRET_DOORS):
        return None
    is_of_script = any(each in request.headers for each in OF_SCRIPTS)
    if is_of_script or request.content_type != PLAIN_FORM:
        return None
    try:
        sent = request.POST
    except Exception:  # noqa: BLE001  # whatever was wrong with the form, it is no help
        return None
    fields = tuple((name, each) for name in sent for each in sent.getlist(name))
    size = sum(len(each) for _name, each in fields)
    if not fields or size > MOST_CHARACTERS:
        return None
    return SentForm(fields)
