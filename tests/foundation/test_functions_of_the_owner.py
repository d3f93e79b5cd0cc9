"""Functions that run as the owner of the tables, past their guards: a closed list, which not everybody may call."""

import pytest
from django.conf import settings
from django.db import transaction
from django.db.utils import ProgrammingError

from tests.foundation.test_reading_context import rows

pytestmark = pytest.mark.django_db

# What the files clearance.sql, log.sql and documents.sql of sharing make: each answers for its own reader only.
OF_CLEARANCE = {
    "current_clearance", "reading_purpose", "reading_markings", "known_markings", "downloadable_markings",
    "writable_markings", "versions_of", "take_up_clearance", "facts_to_decide", "facts_of_reader", "facts_of_markings",
    "keep_policy_text", "write_clearance", "clearance_still_holds", "note_change_of_access", "find_words",
    "announced_documents", "reads_as_privacy_officer", "reads_as_prosecutor", "reading_capacity", "is_suspended",
    "is_new_marking", "people_to_decide",
}  # fmt: skip
OF_THE_LOG = {
    "number_and_sum_log_line", "seal_log", "log_head", "log_mistakes", "read_log", "log_chain",
    "log_acts", "log_readings", "log_lines", "log_readers",
}  # fmt: skip
# Who writes drafts of the map, and whether a version stays as it is.
OF_THE_MAP = {"refuse_change_on_fixed_version"}
OF_THE_PROGRAMME = {"reading_teams", "keep_words", "keep_words_of_parts", "find_records", "due_digests"}
OF_DOCUMENTS = {
    "readers_in_log", "recall_from_readers", "kept_with", "is_kept", "close_marking", "refuse_closed_marking",
}  # fmt: skip
OF_REPORTS = {
    "noted_checksums", "readable_reports", "writable_reports", "led_activities", "refuse_closed_report",
    "refuse_frozen_report",
}  # fmt: skip
OF_CAPACITY = {
    "capacity_organisations", "capacity_givers", "manages_programme", "reads_all_capacity", "recruitment_counts",
    "recruitment_days", "departures_counted",
}  # fmt: skip
# These ask for no seal and no reader: only the owner of the tables calls them.
OF_A_WITHDRAWAL = {
    "sum_of_words", "passages_said", "keep_sums_of", "someone_withdrew", "forget_repeated",
    "forget_repeated_before_objections",
    "forget_repeated_elsewhere", "forget_again_of_findings", "code_neutrally", "forget_who",
    "forget_repeated_in_fieldwork", "runs_going",
    "forget_in_reports", "reports_telling", "keep_frozen_evaluation_report",
}  # fmt: skip
CLOSED = [*OF_A_WITHDRAWAL, "take_words_from", "removals_so_far", "remove_again", "links_to_removed", "forget_again"]
OF_THE_EVALUATION = {
    "steers_or_manages", "reading_evaluations", "reading_rounds", "answering_of", "still_answering", "hand_in_sealed",
    "tick_off", "save_answers", "take_sealed_answers", "take_saved_answers", "decline_round", "remove_respondent",
    "keys_of_closed_rounds", "reading_keys", "search_passages", "remove_from_text", "take_words_from",
    "removals_so_far", "remove_again", "undo_taking_in", "clear_coding_files", "say_who_speaks",
    "reading_sessions", "taking_part_of", "propose_question", "choose_proposals", "choices_in",
    "chosen_in", "keep_adopted_question", "keep_lineage",
    "reading_findings", "reading_approvals", "findings_looked_at_again", "reading_judgements",
    "reading_checked_judgements", "forget_removed_fragments", "links_to_removed", "forget_again", "passages_repeating",
    "removed_words_in", "forget_who_withdrew", "copies_of",
    *OF_A_WITHDRAWAL, "noted_evaluation_report",
    "tick_state", "begin_tick_month", "mark_tick_week", "hand_in_tick", "tick_months_over", "take_ticks",
    "who_could_tick", "keep_tick_figures", "keys_of_closed_tick_months",
    "reading_mechanisms", "reading_chains", "own_mechanism_records", "open_mechanism_records",
}  # fmt: skip


def test_functions_of_the_owner_are_few_and_closed_to_the_public() -> None:
    definers = rows(
        "select proname, proconfig::text, has_function_privilege('public', oid, 'execute') from pg_proc"
        " where prosecdef and pronamespace = 'public'::regnamespace"
    )
    names = {name for name, _config, _public in definers}
    assert names <= {
        "open_reading",
        "close_reading",
        "memberships_of",
        "reading_project",
        "reading_person",
        "reading_organisation",
        "reading_bodies",
        "demo_cast",
        "published_added_value",
        "reading_appointment",
        "is_sealed",
        "knows_seal",
        "note_change",
        "note_act",
        "stands_on_act",
        "standing_mark",
        *OF_CLEARANCE,
        *OF_THE_MAP,
        *OF_THE_LOG,
        *OF_DOCUMENTS,
        *OF_REPORTS,
        *OF_CAPACITY,
        *OF_THE_EVALUATION,
        *OF_THE_PROGRAMME,
    }
    assert all("search_path=public, pg_temp" in config for _name, config, _public in definers)
    assert not [name for name, _config, public in definers if public]
    closed = rows(
        "select proname from pg_proc where pronamespace = 'public'::regnamespace and proname = any (%s)"
        " and not has_function_privilege(%s, oid, 'execute')",
        CLOSED,
        settings.APPLICATION_ROLE,
    )
    assert len(closed) == len(CLOSED)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows("select key from removal_key")
