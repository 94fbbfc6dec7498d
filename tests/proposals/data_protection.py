"""Draws the tables of `docs/data-protection.md` from the register of personal data."""

from proposals.files.personal_data import personal_data
from tests.architecture.sources import BASE

DOCUMENT = BASE / "docs" / "data-protection.md"
BEGIN, END = "<!-- drawn from here -->\n", "<!-- to here -->\n"
WHYS = (
    "| Reason | Whose | Why | From | Who sees them | How long | Erased by |\n"
    "| --- | --- | --- | --- | --- | --- | --- |\n"
)
COLUMNS = (
    "| Table | Reason | Exported | Personal and not exported |\n"
    "| --- | --- | --- | --- |\n"
)
ACTS = "| Table | Who acted, and what is exported of the act |\n| --- | --- |\n"


def drawn():
    """Return the tables: reasons, personal columns, and who acted where."""
    register = personal_data()
    whys = [
        (name, each.whose, each.why, each.source, each.seen, each.kept, each.erased)
        for name, each in register.whys.items()
    ]
    columns = [
        (f"`{each.model}`", each.words, code(each.fields), code(each.withheld))
        for each in register.rows
    ]
    acts = [
        (f"`{label}`", "; ".join(f"`{by}` ({code(told)})" for by, told in each.items()))
        for label, each in register.acts.items()
    ]
    parts = (
        *("\n", WHYS, rows(whys), "\n## Personal columns\n\n", COLUMNS, rows(columns)),
        *("\n## Who acted\n\nThe reason is “act”.\n\n", ACTS, rows(acts), "\n"),
    )
    return "".join(parts)


def code(names):
    return ", ".join(f"`{each}`" for each in names)


def rows(lines):
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
