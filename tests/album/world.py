"""What there is to see: the drafts of the demo, and what its people did beside them."""

import io
import re
import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.core.management import call_command
from django.urls import reverse

from alliances.enums import Role
from alliances.models import Alliance, Country, User
from config.demo_mail import newest_mails
from proposals import demo
from proposals.enums import (
    ChangedField,
    ColleagueRole,
    MailKind,
    StaffCategory,
    Traveller,
)
from proposals.models import Effort, MobilityLine, Proposal
from proposals.selectors.files.proposal_files import read_proposal
from proposals.selectors.letters.mute_links import PERSON, signature_of
from proposals.services.answers import Reply, save_answer
from proposals.services.colleagues import Duty, invite_colleague
from proposals.services.confirmations import (
    ask_for_change,
    decline_participation,
)
from proposals.services.erasure import keep_for
from proposals.services.mobility import LineEntry
from proposals.services.proposal_files import keep_proposal_file
from proposals.services.proposed_days import ProposedCell, propose_days
from proposals.services.proposed_lines import ProposedLine, propose_line
from proposals.services.sandboxes import Newcomer, PartnerChange, imagine_partners
from proposals.services.support import note_look
from tests.album import administration, late
from tests.album.answering import asked
from tests.album.charter import bring_list, import_charter, sign, submit_charter
from tests.album.pages import Page
from tests.album.people import CAREFUL, NEWCOMER, make_careful
from tests.album.stage import Clock
from tests.factories import make_user

Keys = dict[str, Any]
REHEARSAL = "rehearsal"
FOREIGN = ("admin/", "accounts/")
PLACE = re.compile(r"<[^>]+>")
OF_P16 = "office@calificari.example"
OF_P11 = 11
"""The partner whose contact has an account of the demo."""
SHORT: Keys = {
    "section": "relevance",
    "question": "needs",
    "sort": "tasks",
    "clause": "min-programme-countries",
    "clause_id": "min-programme-countries",
    "lot": "lot-2",
    "kind": "standard",
    "table": "status",
    "picture": "countries",
    "role": "coordinator",
    "edition": 1,
    "place": 1,
    "code": REHEARSAL,
    "call": REHEARSAL,
    "version": 1,
}
"""What addresses name their things by."""
QUERIES = {
    "law-try": "?call=2020",
    "administration-drafts": "?call=rehearsal",
    "rules-compare": "?from=2019/lot-3/standard&to=2020/lot-2/standard",
}


class World:
    """The demo three weeks on, with the keys of one thing of each kind."""

    def __init__(self, clock: Clock) -> None:
        for command in ("load_calls", "load_forms", "load_demo"):
            call_command(command, stdout=io.StringIO())
        self.clock = clock
        self.people = {
            name: User.objects.get(email=account.email)
            for name, account in {
                "coordinator": demo.COORDINATOR,
                "administrator": demo.ADMINISTRATOR,
                "second administrator": demo.SECOND_ADMINISTRATOR,
                "editor": demo.EDITOR,
                "contact": demo.PARTNER_CONTACT,
            }.items()
        }
        self.maria = self.people["coordinator"]
        self.draft = draft_of("RAILWRIGHT")
        self.unmet = draft_of("CYBERSKILLS")
        self.keys: dict[str, Keys] = {}
        for act in (
            self._work_on_the_draft,
            self._let_a_partner_propose,
            self._imagine,
            self._let_partners_answer,
            self._follow_charter,
            self._bring_back,
            self._stop_mails,
        ):
            act()
            clock.pass_by(minutes=7)
        careful = self.people[CAREFUL] = make_careful()
        self.people[NEWCOMER] = make_user(
            "ilse@example.org", full_name="Ilse Haverkamp"
        )
        self.keys["second-factor-reset"] = {"key": careful.pk}
        mails = [each for each in newest_mails() if each.to == OF_P16]
        self.keys["demo-mail"] = {"key": mails[0].key}
        self.keys |= administration.keys_of(self.people, clock)
        self.keys |= late.newer_rules(self.maria)
        late.late_text(self.draft, self.people["editor"])
        note_look(proposal=self.draft, by=self.people["administrator"])
        keep_for(months=36, by=self.people["administrator"])

    def address(self, page: Page) -> str:
        """Return an address of a page at which there is something.

        What nobody named is 2, as in the tests' own world: the page then says that
        there is nothing, and its key belongs into `keys`.
        """
        if page.path.startswith(FOREIGN):
            return "/" + PLACE.sub("2", page.path)
        assert page.pattern
        name = str(page.pattern.name)
        number = {"number": OF_P11 if "partner" in page.path else 2}
        draft = {"public_id": self.draft.alliance.public_id, "partner": OF_P11}
        own = self.keys.get(page.name, self.keys.get(name, {}))
        known = SHORT | number | draft | own
        kwargs = {each: known.get(each, 2) for each in page.pattern.pattern.converters}
        return reverse(name, kwargs=kwargs) + QUERIES.get(name, "")

    def _work_on_the_draft(self) -> None:
        """Write an answer anew, and invite somebody who has not come yet."""
        answer = self.draft.answers.get(question="needs", partnership=None)
        for words in ("", " The survey of 2025 confirms this for eleven countries."):
            answer = save_answer(
                proposal=self.draft,
                question="needs",
                partner=None,
                reply=Reply(answer.text + words, ""),
                version=answer.version,
                by=self.people["editor"],
            )
        reading = Duty(ColleagueRole.VIEWER)
        invite_colleague(
            proposal=self.draft,
            email="rector@vszt-labe.example",
            by=self.maria,
            duty=reading,
        )
        of_unmet = Duty(ColleagueRole.EDITOR)
        invite_colleague(
            proposal=self.unmet, email=demo.EDITOR.email, by=self.maria, duty=of_unmet
        )
        own = {"question": "organisation-capacity"}
        self.keys |= {
            "answer-comments": {"question": "sustainability"},
            "answer-comments-partner": own,
            "answer-history-partner": own,
            "form-partner": {"section": "partnership"},
        }

    def _let_a_partner_propose(self) -> None:
        """Let the contact of P11 propose days and a journey."""
        contact = self.people["contact"]
        own = Effort.objects.filter(
            partnership__alliance=self.draft.alliance,
            partnership__number=OF_P11,
            category=StaffCategory.TEACHER,
        ).select_related("work_package")
        cell = own.order_by("work_package__number")[0]
        propose_days(
            proposal=self.draft,
            cells=[
                ProposedCell(
                    cell.work_package.number,
                    StaffCategory.TEACHER,
                    cell.days + 12,
                    cell.version,
                    0,
                )
            ],
            note="Two more teachers of ours will run the pilots in the second year.",
            by=contact,
        )
        entry = LineEntry(OF_P11, Traveller.STAFF, 3, 7, 840, Decimal(4))
        row = propose_line(
            proposal=self.draft,
            wanted=ProposedLine(None, entry, 0, 0, uuid.uuid4()),
            note="The final conference is in Brussels, not in Prague.",
            by=contact,
        )
        lines = MobilityLine.objects.filter(
            partnership__alliance=self.draft.alliance, partnership__number=OF_P11
        )
        self.keys["own-line-again"] = {"key": row.pk}
        if line := lines.first():
            self.keys["own-line"] = {"number": line.number}

    def _imagine(self) -> None:
        """Let Maria try what would mend the other draft."""
        denmark = Newcomer(
            uuid.uuid4(),
            Role.FULL_PARTNER,
            Country.objects.get(pk="DK"),
            ("higher_education",),
            "Roskilde School of Network Security",
        )
        imagine_partners(
            proposal=self.unmet,
            changes=[(6, PartnerChange(is_out=True))],
            newcomers=[denmark],
            by=self.maria,
        )
        unmet = {"public_id": self.unmet.alliance.public_id}
        names = ("what-if", "ways-out", "explain", "eligibility", "withdrawals")
        others = ("override", "rule-report", "workspace-with-clauses-not-met")
        self.keys |= dict.fromkeys((*names, *others), unmet)

    def _let_partners_answer(self) -> None:
        """Ask more partners: one has not answered, one declines, one would change."""
        addresses = {
            7: "europa@talleres-ebro.example",
            16: OF_P16,
            20: "koledzh@podil.example",
        }
        tokens = asked(self.draft, addresses, self.maria)
        self.keys["confirm"] = {"token": tokens[16]}
        self.clock.pass_by(minutes=40)
        ask_for_change(
            token=tokens[7],
            name="Begoña Ibarra",
            function="Head of the workshop",
            proposed={ChangedField.ROLE: Role.ASSOCIATED_PARTNER},
            words="We cannot give four years of staff; our trains are yours to use.",
        )
        decline_participation(
            token=tokens[20],
            name="Оксана Мельник",
            function="Director",
            reason="We have to repair our own workshops first.",
        )
        self.keys["partner-answer"] = {"number": 7}

    def _follow_charter(self) -> None:
        """Let CHARTER go from its file to its pack."""
        charter = import_charter(self.maria)
        for act in (sign, bring_list, submit_charter):
            self.keys |= act(charter, self.maria)
            self.clock.pass_by(minutes=7)

    def _bring_back(self) -> None:
        """Bring the draft back as somebody changed it outside."""
        file = read_proposal(self.draft).file
        place = next(each for each, row in file.rows.items() if row.get("title"))
        title = f"{file.rows[place]['title']}, revised"
        row = {**file.rows[place], "title": title}
        kept = keep_proposal_file(
            file=replace(file, rows={**file.rows, place: row}),
            file_name="railwright-from-prague.json",
            target=self.draft,
            by=self.maria,
        )
        self.keys["proposal-file"] = {"public_id": kept.public_id}

    def _stop_mails(self) -> None:
        """Make the link at the end of a mail."""
        what: Keys = {"scope": PERSON, "key": self.maria.pk, "kind": MailKind.COMMENTS}
        self.keys["mail-stop"] = what | {"signature": signature_of(*what.values())}


def draft_of(acronym: str) -> Proposal:
    """Return a draft of the demo."""
    return Alliance.objects.select_related("proposal").get(acronym=acronym).proposal
