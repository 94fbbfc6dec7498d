"""A world in which every address of the product has something to show."""

import uuid
from typing import Any

from django.contrib.admin.models import ADDITION, LogEntry
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import URLPattern, reverse

from alliances.enums import Confirmation, Role
from alliances.models import Call, CountryEdition, NaceEdition, User
from eligibility.services.rulebook_uploads import keep_rulebook
from proposals.enums import MailKind, PackState, Traveller
from proposals.management.demo_draft import whole_proposal
from proposals.models import Proposal
from proposals.selectors.files.proposal_files import read_proposal
from proposals.selectors.letters.mute_links import PERSON, signature_of
from proposals.services.answers import Reply, save_answer
from proposals.services.mobility import LineEntry
from proposals.services.packs import request_pack
from proposals.services.proposal_files import keep_proposal_file
from proposals.services.proposed_lines import ProposedLine, propose_line
from proposals.services.sheets import keep_sheet
from proposals.services.support import note_look
from proposals.services.whole_drafts import open_whole_proposal
from proposals.services.work_package_parts import TaskEntry
from proposals.verify_codes import verify_code
from tests.alliances.register_files import GHENT, PATRAS, read, register_csv
from tests.alliances.register_files import publish as publish_register
from tests.alliances.services.test_uploads import upload
from tests.factories import (
    make_call,
    make_colleague,
    make_eligible_draft,
    publish_shipped_call,
    submit,
)
from tests.proposals.services.asking import ask_by_mail
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_line,
    make_package,
)
from tests.proposals.services.imagining import as_role, imagine, newcomer
from tests.proposals.services.profiles import name
from tests.proposals.services.proposed import offer
from tests.proposals.services.signing import confirmed_link, draw, upload_signed
from tests.proposals.services.work_plans import add_to
from tests.proposals.views.partner_lists import SHEET
from tests.rulebooks import rules_of

Keys = dict[str, Any]
EMPTY, WHOLE = "small", "large"
TIMES = {EMPTY: 1, WHOLE: 3}
OF_THE_SMALL_CALL = {"code": "open", "call": "open", "version": 1}
SHORT = {
    "section": "relevance",
    "question": "needs",
    "sort": "tasks",
    "clause": "min-full-partners",
    "clause_id": "min-full-partners",
    "lot": "lot-2",
    "kind": "standard",
    "table": "status",
    "picture": "countries",
    "suffix": "csv",
    "edition": 1,
    "role": "partner",
    "place": 1,
    **OF_THE_SMALL_CALL,
}
"""What addresses name their things by; numbers and keys that nobody chose apart."""

OF_A_LINK = ("own-mandate", "own-mandate-draw", "own-mandate-signed")
QUERIES = {"law-try": "?call=open", "administration-drafts": "?call=rehearsal"}


class World:
    """A draft with its surroundings, and the keys of one thing of each kind."""

    def __init__(
        self, size: str, by: User, *, administrator: User | None = None
    ) -> None:
        """Let `by` coordinate; what an administrator keeps is theirs unless stated."""
        self.by, self.size, self.times = by, size, TIMES[size]
        self.administrator = administrator or by
        make_call()
        publish_shipped_call("rehearsal")
        call_command("load_forms", verbosity=0)
        self.draft = whole_draft(by) if size == WHOLE else small_draft(by)
        self.line = make_line(self.draft, 2).number
        self.contact = self._let_people_work()
        self.new_line = self._propose_line()
        self.keys: dict[str, Keys] = {}
        self._administer()
        self._submit()
        self._bring_files()

    def address(self, pattern: URLPattern, others: Keys | None = None) -> str:
        """Return an address of a page at which there is something.

        With `others` what these keys name, in place of what the world names there.
        """
        own = self.keys.get(str(pattern.name), {}) | (others or {})
        number = {"number": 2 if "partner" in str(pattern.pattern) else 1}
        known = SHORT | number | {"public_id": self.draft.alliance.public_id} | own
        wanted = pattern.pattern.converters
        kwargs = {each: known.get(each, 2) for each in wanted}
        asked = QUERIES.get(str(pattern.name), "")
        return reverse(str(pattern.name), kwargs=kwargs) + asked

    def _let_people_work(self) -> User:
        """Answer, propose, invite and imagine; return the contact of P2."""
        draft, by = self.draft, self.by
        places: Any = (("needs", None), ("organisation-role", 2))
        for question, partner in places:
            rows = draft.answers.filter(question=question, partnership__number=partner)
            version = rows.values_list("version", flat=True).first() or 0
            for number in range(self.times):
                version = save_answer(
                    proposal=draft,
                    question=question,
                    partner=partner,
                    reply=Reply(f"Text {number}", ""),
                    version=version,
                    by=by,
                ).version
        contact = make_colleague(draft, role="contact", partner=2)
        for number in range(self.times):
            offer(draft, str(15 + number), version=1, own=number, by=contact)
            make_colleague(draft)
        newcomers = [newcomer() for _number in range(self.times)]
        imagine(draft, as_role(2, Role.APPLICANT), newcomers=newcomers)
        return contact

    def _propose_line(self) -> int:
        """Let the contact propose new lines; return the key of the last one."""
        rows = [
            propose_line(
                proposal=self.draft,
                wanted=ProposedLine(
                    None, LineEntry(2, Traveller.STAFF, 4), 0, 0, uuid.uuid4()
                ),
                note="",
                by=self.contact,
            )
            for _number in range(self.times)
        ]
        return rows[-1].pk

    def _administer(self) -> None:
        """Leave tables, rules and files of the register that wait, and a history."""
        by, draft = self.administrator, self.draft
        note_look(proposal=draft, by=by)
        for number in range(self.times):
            row = upload(call=Call.objects.get(code="open"), by=by)
            text = f"{rules_of()}\n# Text {number}.\n".encode()
            law = keep_rulebook(content=text, file_name="rules.toml", by=by)
            LogEntry.objects.create(user=by, object_repr="It", action_flag=ADDITION)
            published = read(register_csv(GHENT.replace("1,", f"{number + 3},", 1)))
            publish_register(published)
        wrong = read(register_csv(PATRAS, "999,,,"))
        NaceEdition.objects.create(version=1, reason="So.", published_by=by)
        CountryEdition.objects.create(version=1, rows=[], reason="So.")
        for names, key in (
            (("reference-check", "reference-impact"), row.public_id),
            (("law-check", "law-preview", "law-impact"), law.public_id),
            (("law-impact-fragment",), law.public_id),
            (("register-check", "register-problems"), wrong.public_id),
        ):
            self.keys |= {each: {"public_id": key} for each in names}
        entries = published.publication
        self.keys |= {
            "administration-country": {"code": "BE"},
            "administration-organisation": {
                "key": entries.changes.values_list("organisation_id", flat=True)[0]
            },
            "register-publication": {"revision": entries.revision},
            "shared-edition": {"table": "nace"},
            "shared-table": {"table": "nace"},
            "api-schema": {"name": "ssa-consortium-1.schema.json"},
            "administration-verdicts": {"call": draft.alliance.call_id},
            "form-partner": {"section": "partnership"},
            "answer-comments-partner": {"question": "organisation-role"},
            "answer-history-partner": {"question": "organisation-role"},
            "own-line": {"number": self.line},
            "own-line-again": {"key": self.new_line},
            "mail-stop": {
                "scope": PERSON,
                "key": self.by.pk,
                "kind": MailKind.COMMENTS,
                "signature": signature_of(PERSON, self.by.pk, MailKind.COMMENTS),
            },
        }

    def _submit(self) -> None:
        """Submit other drafts, ask for packs, and ask a partner by mail."""
        for number in range(self.times):
            call = Call.objects.get(code="open")
            other = make_eligible_draft(call, applicant=f"School {number}", by=self.by)
            submission = submit(other)
            pack = request_pack(proposal=other, by=self.by, submission=submission)
        token = self._ask()
        pack.file.save("ready.pdf", ContentFile(b"%PDF-1.7"), save=False)
        pack.state, pack.file_sha256, pack.pages = PackState.READY, "ab" * 32, 1
        pack.save()
        self.keys |= {
            each: {"public_id": pack.public_id}
            for each in ("pack", "pack-progress-fragment", "pack-download")
        }
        own = ("receipt", "submission-verdict-receipt", "withdraw")
        self.keys |= {each: {"number": submission.number} for each in own}
        code = verify_code(number=submission.number, sha256=submission.sha256)
        self.keys["verified"] = {"number": submission.number, "code": code}
        self.keys["confirm"] = {"token": token}
        signing: Keys = {"token": self._sign()}
        self.keys |= dict.fromkeys(OF_A_LINK, signing)
        copies = [upload_signed(self.draft).pk for _time in range(self.times)]
        self.keys["signed-copy"] = {"key": copies[-1]}

    def _ask(self) -> str:
        """Ask partners to confirm; return the link of the last one."""
        rows = self.draft.alliance.partnerships
        rows.update(confirmation=Confirmation.NOT_INVITED)
        numbers = range(2, 2 + self.times)
        links = [str(ask_by_mail(self.draft, each, by=self.by)) for each in numbers]
        return links[-1]

    def _sign(self) -> str:
        """Let one more confirm, draw what is to be signed; return its link."""
        number = 2 + self.times
        token = str(confirmed_link(self.draft, number))
        for each in range(2, number + 1):
            draw(self.draft, each)
        return token

    def _bring_files(self) -> None:
        """Keep a list of partners and a file of the whole draft to be looked at."""
        about: Keys = {"target": self.draft, "by": self.by}
        sheet = keep_sheet(file_name="l.csv", content=SHEET, stated={}, **about)
        file = read_proposal(self.draft).file
        kept = keep_proposal_file(file=file, file_name="p.json", **about)
        self.keys["partner-sheet"] = {"public_id": sheet.public_id}
        self.keys["proposal-file"] = {"public_id": kept.public_id}


def small_draft(by: User) -> Proposal:
    """Make a draft with one of everything."""
    draft = make_budget_draft(Call.objects.get(code="rehearsal"), by=by)
    add_to(make_package(draft), TaskEntry("Interviews", 1, 2, 1))
    give_days(draft, 2, 1, teacher=10)
    name(draft)
    return draft


def whole_draft(by: User) -> Proposal:
    """Open the whole proposal of the demo: 20 partners, 10 work packages."""
    return open_whole_proposal(file=whole_proposal(), by=by)
