"""A small good rulebook as text, and ways to spoil it."""

import pytest

from eligibility.core import RulebookError, parse_rulebook

GOOD = """
format = 1
code = "2020"
version = 3
title = "A call"
reference = "EAC/A02/2019"
pending_partners = "warn"
[opens]
date = 2019-11-05
reference = "journal"
[deadline]
date = 2020-02-26
time = 17:00:00
zone = "Europe/Brussels"
date_reference = "journal"
time_reference = "journal"
[references.journal]
title = "Official Journal"
confidence = "found"
checked = 2026-11-22
[[lots]]
code = "lot-1"
number = 1
title = "Design"
[[lots.project_types]]
code = "standard"
title = "Standard"
[[lots]]
code = "lot-2"
title = "Blueprint"
[[lots.project_types]]
code = "standard"
title = "Standard"
[[lots.project_types]]
code = "twelve"
title = "Twelve"
[[clauses]]
id = "min-programme-countries"
title = "Programme countries"
check = "countries-at-least"
severity = "blocking"
arguments = { count = "programme" }
[[clauses.values]]
lots = ["lot-1"]
since = 2019-11-05
value = 4
reference = "journal"
[[clauses.values]]
lots = ["lot-2"]
project_types = ["standard"]
since = 2019-11-05
value = 8
reference = "journal"
[[clauses.values]]
lots = ["lot-2"]
project_types = ["standard"]
since = 2020-01-01
value = 9
reference = "journal"
[[clauses.values]]
project_types = ["twelve"]
since = 2019-11-05
value = 12
reference = "journal"
[[clauses]]
id = "grant-within-ceiling"
title = "Grant"
check = "at-most"
severity = "advice"
arguments = { fact = "grant_requested" }
[[clauses.values]]
since = 2019-11-05
value = { "36" = "1000000.00", "24" = "700000.00" }
reference = "journal"
"""


def problems(text):
    with pytest.raises(RulebookError) as refused:
        parse_rulebook(text, source="rulebook.toml")
    return refused.value.problems


def changed(old, new):
    assert GOOD.count(old) >= 1
    return GOOD.replace(old, new, 1)
