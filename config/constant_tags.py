"""Tags of templates that say the same at every drawing, asked once for a language.

A page has some sixty `{% translate "…" %}` and its own `{% static "…" %}`. Django asks
the catalogue and the list of files for each of them at every request; both change with
the code alone.
"""

from django.template import Node
from django.template.base import FilterExpression, Parser, Token, Variable
from django.template.context import Context
from django.templatetags import i18n, static
from django.utils.translation import get_language


class Constant(Node):
    """A node of Django's that gives the same each time it is drawn in a language."""

    child_nodelists = ()

    def __init__(self, node: Node) -> None:
        self._node = node
        self._given: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """Draw it once for each language."""
        language = get_language()
        given = self._given.get(language)
        if given is None:
            given = self._given[language] = self._node.render(context)
        return given


def keep_constants() -> None:
    """Let Django's own tags be kept where they have no variable, filter or name."""
    for name in ("translate", "trans"):
        i18n.register.tag(name, translate)
    static.register.tag("static", static_file)


def translate(parser: Parser, token: Token) -> Node:
    """Read `{% translate … %}`."""
    node = i18n.do_translate(parser, token)
    is_plain = not (node.asvar or node.noop or node.message_context)
    return Constant(node) if is_plain and _is_text(node.filter_expression) else node


def static_file(parser: Parser, token: Token) -> Node:
    """Read `{% static … %}`."""
    node = static.do_static(parser, token)
    return Constant(node) if not node.varname and _is_text(node.path) else node


def _is_text(expression: FilterExpression) -> bool:
    """Whether it is a text in quotes, and nothing is done with it."""
    asked = expression.var
    is_known = not isinstance(asked, Variable) or asked.lookups is None
    return is_known and not expression.filters
