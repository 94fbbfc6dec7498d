"""What examples are filled with: names as long as real ones, text that is invented."""

import uuid

DRAFT = uuid.UUID(int=0)
"""No draft has it: links of examples lead to a page that says there is none."""
SHORT = "Vilniaus universitetas"
GERMAN = (
    "Bundesarbeitsgemeinschaft der Berufsbildungseinrichtungen und"
    " Weiterbildungsträger der Informationssicherheitswirtschaft e. V."
)
COMPOUND = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtenschule"
SERBIAN = (
    "Удружење послодаваца и привредника за развој дуалног образовања и"
    " међународно признавање вештина у области информационе безбедности"  # noqa: RUF001  # Serbian
)
LONG = (GERMAN, SERBIAN, COMPOUND)
TEXT = (
    "Small firms train on the job, and nobody certifies what is learnt there. In 2019"
    " four out of five vacancies for security analysts in the region stayed open for"
    " longer than six months. The partners asked 412 employers in eight countries."
)
LONG_TEXT = " ".join([TEXT] * 4)
EARLIER = TEXT.replace("four out of five", "three out of five")
DIGEST = "4f1c09aa 77b2e310 0c9d4412 5a6e8f20"
COUNTRIES = (
    ("LT", "Lithuania"),
    ("DE", "Germany"),
    ("RS", "Serbia"),
    ("BE", "Belgium"),
    ("ES", "Spain"),
    ("EL", "Greece"),
)
