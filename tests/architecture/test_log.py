"""Every service that writes to a proposal leaves a row in its log, or says why not."""

import ast
from collections.abc import Iterator, Mapping

from tests.architecture import sources

NOTES = {"note_act", "note_acts", "note_everywhere"}
WRITES = {
    *("create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"),
    *("update", "delete", "save"),
}
"""What a service calls on rows to write them."""
VERSIONS = "each answer keeps its versions, with who and when; a save takes no lock"
PRIVATE = "one person's own, seen by nobody else; applying a what-if is noted"
LETTERS = "the letter's own row says how far it came; asking for it is noted"
WORKER = "what a worker does to a drawing; asking for it is noted"
LAW = "about a call, not about a proposal; the administration has its history"
PART = "a step of acts that are noted as a whole"
UPLOAD = "an upload that waits, of one person; taking it is noted"

# A service that writes and leaves no row is a decision: add it here with its reason.
UNNOTED = {
    "answers.save_answer": VERSIONS,
    "answers.restore_answer": VERSIONS,
    "unsaved.restore_unsaved": VERSIONS,
    "sandboxes.imagine_partners": PRIVATE,
    "sandboxes.imagine_facts": PRIVATE,
    "sandboxes.take_back": PRIVATE,
    "sandboxes.start_over": PRIVATE,
    "sandboxes.keep_change": PRIVATE,
    "sandboxes.empty_sandbox": PRIVATE,
    "sandboxes.delete_expired_sandboxes": PRIVATE,
    "sheets.delete_forgotten_sheets": UPLOAD,
    "proposal_files.delete_forgotten_files": UPLOAD,
    "presence.note_presence": "where somebody looks is nobody's business later",
    "verdict_changes.note_verdict_changes_read": PRIVATE,
    "submission_notices.tell_of_submission": LETTERS,
    "pack_news.tell_of_pack": LETTERS,
    "closings.tell_of_closings": LETTERS,
    "deadline_notices.tell_of_deadlines": LETTERS,
    "rules_notices.tell_of_rules": LETTERS,
    "review_notices.tell_of_reviews": LETTERS,
    "closings.keep_late_text": "no part of the draft, and shown with who and when",
    "packs.queue_submitted_pack": "the row of the submission says so already",
    "figure_notices.tell_proposers": LETTERS,
    "change_notices.tell_asker": LETTERS,
    "letters.send_letter": LETTERS,
    "written_letters.written_request": LETTERS,
    "written_letters.written_code": LETTERS,
    "written_letters.written_change_notice": LETTERS,
    "written_letters.written_bulletin": LETTERS,
    "written_letters.written_deadline_notice": LETTERS,
    "written_letters.written_rules_notice": LETTERS,
    "written_letters.written_review_notice": LETTERS,
    "written_letters.written_reminder": LETTERS,
    "reminders.remind_of_deadlines": LETTERS,
    "letters.resend_waiting_letters": LETTERS,
    "digests.make_digests": LETTERS,
    "news.tell_news": LETTERS,
    "news.tell_bounces": LETTERS,
    "news.spread": LETTERS,
    "news.queue_or_wait": LETTERS,
    "mail_choices.choose_mails": PRIVATE,
    "mail_choices.mute": PRIVATE,
    "dispatch.deliver_letter": LETTERS,
    "dispatch.resend_letters": LETTERS,
    "dispatch.queue_again": LETTERS,
    "deadline_notices.lengthen_links": "the newer version of the rules says why",
    "link_codes.send_code": LETTERS,
    "own_requests.open_own_request": "opens a page; its answer is noted",
    "link_codes.enter_code": "opens a page; the answer that is given there is noted",
    "notices.tell_coordinators": LETTERS,
    "pack_drawing.render_pack": WORKER,
    "pack_sealing.seal_waiting_packs": WORKER,
    "packs.stop_pack": "the row of the pack says who stopped it",
    "packs.end_packs": WORKER,
    "packs.resend_stale_jobs": WORKER,
    "packs.replay_packs": "by whoever runs the product; asking for it is noted",
    "formal_documents.render_document": WORKER,
    "formal_documents.resend_lost_documents": WORKER,
    **dict.fromkeys(
        (
            "signs_of_life.note_life",
            "signs_of_life.note_failure",
            "signs_of_life.add_figures",
        ),
        "about the installation, not about a proposal",
    ),
    "signed_copies.sweep_copies": "deletes files that have no row",
    "application_forms.publish_form": LAW,
    "reports.report_rule": LAW,
    "reports.report_rule_publicly": LAW,
    "proposal_files.keep_proposal_file": UPLOAD,
    "sheets.keep_sheet": UPLOAD,
    "confirmation_requests.set_confirmation": PART,
    "copied_answers.copy_answers": PART,
    "copied_part_a.copy_part_a": PART,
    "copied_plan.copy_plan": PART,
    "copied_plan.copy_coverage": PART,
    "copied_plan.copy_mobility": PART,
    "copied_profiles.copy_profiles": PART,
    "imports.store_partners": PART,
    "last_change.note_last_change": PART,
    "organisation_places.hold_places": PART,
    "organisation_places.give_up_places": PART,
    "plan_rows.write": PART,
    "plan_rows.remove": PART,
    "plan_rows.restore": PART,
    "ended_sessions.delete_ended_sessions": "about accounts, not about a proposal",
    "ended_sessions.end_sessions": "about an account, not about a proposal",
    "account_letters.send_or_keep": "about an account, not about a proposal",
    "account_letters.delete_old_account_letters": "as above; a line of the log counts",
    "recovery_codes.make_recovery_codes": "about an account, not about a proposal",
    "recovery_codes.use_code": "as above",
    "recovery_codes.hide_recovery_codes": "as above",
    "recovery_codes.hash_former_codes": "as above",
    "second_factors.reset_second_factor": "about an account, not about a proposal",
    "erased_documents.forget_signatories": "`forget` tells that somebody was erased",
    "personal_data.export_for": "about a person, whom no log of a proposal names",
    "erasure.keep_for": "about no proposal; what is erased then is noted",
    "file_takings.taken_rows": "writes to a dictionary, not to rows",
}


def modules() -> dict[str, ast.Module]:
    folder = sources.BASE / "proposals" / "services"
    return {path.stem: sources.tree(path) for path in sorted(folder.glob("*.py"))}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    yield from (each for each in tree.body if isinstance(each, ast.FunctionDef))


def names_in(node: ast.AST) -> tuple[set[str], set[str]]:
    """Return the plain names a function mentions, and the attributes it calls."""
    plain = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    called = {
        each.func.attr
        for each in ast.walk(node)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)
    }
    return plain, called


def reached(
    place: str, mentioned: Mapping[str, set[str]], seen: set[str] | None = None
) -> set[str]:
    """Return a function of the services with all of them that it leads to."""
    seen = seen if seen is not None else set()
    if place in seen:
        return seen
    seen.add(place)
    for each in mentioned.get(place, ()):
        reached(each, mentioned, seen)
    return seen


def writers() -> dict[str, bool]:
    """Return the public services that write, and whether each leaves a row."""
    trees = modules()
    own: dict[str, tuple[set[str], set[str]]] = {}
    mentioned: dict[str, set[str]] = {}
    for module, tree in trees.items():
        known = {each.name: f"{module}.{each.name}" for each in functions(tree)}
        known |= imported(tree)
        tables = {
            target.id: node
            for node in tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for target in (
                node.targets if isinstance(node, ast.Assign) else [node.target]
            )
            if isinstance(target, ast.Name)
        }
        for function in functions(tree):
            plain, called = names_in(function)
            # A table of functions, such as WRITERS, leads to all of them.
            for table in plain & tables.keys():
                plain = plain | names_in(tables[table])[0]
            place = f"{module}.{function.name}"
            own[place] = (plain, called)
            mentioned[place] = {known[each] for each in plain & known.keys()}
    found = {}
    for place in own:
        module, _dot, name = place.partition(".")
        everything = reached(place, mentioned)
        is_writing = any(own[each][1] & WRITES for each in everything if each in own)
        if is_writing and not name.startswith("_"):
            found[place] = any(each.rpartition(".")[2] in NOTES for each in everything)
    return found


def imported(tree: ast.Module) -> dict[str, str]:
    """Return what a module takes from the other services."""
    taken = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        package, _dot, module = (node.module or "").rpartition(".")
        for each in node.names if package == "proposals.services" else ():
            taken[each.asname or each.name] = f"{module}.{each.name}"
    return taken


def test_services_that_write_leave_a_row_or_say_why_not():
    silent = {place for place, leaves in writers().items() if not leaves}

    assert silent - UNNOTED.keys() == set(), (
        "Call `note_act` in the transaction of the act, under the draft's lock, or"
        " add the service to UNNOTED in this file with the reason."
    )


def test_reasons_are_given_for_services_that_need_one():
    silent = {place for place, leaves in writers().items() if not leaves}

    assert UNNOTED.keys() - silent == set(), "Take these off: they leave a row."


def test_reading_of_services_follows_calls_and_tables():
    found = writers()

    assert found["budgets.take_budget_amount"]  # through change_facts
    assert found["file_rows.write_changes"]  # through its table of writers
    assert not found["answers.save_answer"]
    assert "drafts.lock_draft" not in found
