"""Under which page of the menu each page stands: there the reader is shown to be."""

from collections.abc import Mapping

# The pages inside a purpose.
IN_PURPOSE = (
    "sharing:documents",
    "sharing:document",
    "sharing:add_document",
    "sharing:add_folder",
    "sharing:look_at_readers",
    "sharing:write_comment",
    "sharing:add_version",
    "sharing:readers",
    "sharing:name_edition",
    "sharing:link_document",
    "sharing:recall_document",
    "sharing:send_document",
    "sharing:hand_out",
    "sharing:ask_consent",
    "sharing:consents",
    "sharing:answer_consent",
    "sharing:withdraw_consent",
    "sharing:notices",
    "sharing:about_activity",
    "sharing:about_precondition",
)

# What is asked, pledged and delivered.
ON_CAPACITY = tuple(
    f"programme:{name}"
    for name in (
        "capacity_history", "ask_capacity", "pledge_capacity", "confirm_hours", "import_capacity",
        "add_profile",
    )
)  # fmt: skip
ON_RECRUITMENT = tuple(
    f"programme:{name}"
    for name in (
        "recruitment_request", "ask_profile", "publish_vacancy", "judge_difference", "name_candidate", "note_step",
    )
)  # fmt: skip
ON_ACTIONS = tuple(f"programme:{name}" for name in ("add_action", "add_count", "correct_count"))
ON_MEASURES = tuple(
    f"programme:{name}" for name in ("measure", "add_measure", "define_measure", "take_in_draw", "set_beside")
)
ON_METHODS = tuple(
    f"programme:{name}"
    for name in ("method", "describe_method", "rewrite_method", "take_up_method", "note_trial", "tell_outcome")
)
OF_ADDED_VALUE = tuple(
    f"programme:{name}"
    for name in (
        "add_element", "reword_element", "retire_element", "say_of_element", "drop_point", "publication",
        "draft_publication", "revise_publication", "put_up_publication", "approve_publication", "return_publication",
        "withdraw_publication",
    )
)  # fmt: skip
OF_SURROUNDINGS = tuple(
    f"partnership:{name}"
    for name in (
        "outside_body", "register_outside", "add_theme", "name_outside_role", "take_position", "tie_theme",
    )
)  # fmt: skip
ON_MAP = (
    "programme:map_drafts",
    "programme:draft_map",
    "programme:import_map",
    "programme:map_draft",
    "programme:map_draft_compare",
    "programme:add_draft_node",
    "programme:merge_draft_nodes",
    "programme:change_draft_node",
    "programme:split_draft_node",
    "programme:drop_draft_node",
    "programme:add_draft_link",
    "programme:change_draft_link",
    "programme:drop_draft_link",
    "programme:put_map_draft",
    "programme:adopt_map",
    "programme:discard_map_draft",
)
ON_GOALS = (
    "programme:add_goal",
    "programme:goal",
    "programme:goal_parties",
    "programme:note_outside_goal",
    "programme:word_goal",
    "programme:leave_room",
    "programme:end_room",
    "programme:compare_goal",
)

OF_EVALUATIONS = tuple(
    f"evaluation:{name}"
    for name in (
        "evaluation", "begin_evaluation", "plan", "add_evaluator", "end_evaluator_role", "add_aim", "change_aim",
        "add_question", "change_question", "add_measurement", "change_measurement", "add_group", "change_group",
        "add_method", "change_method", "set_parts", "set_served_questions",
    )
)  # fmt: skip
OF_INSTRUMENTS = tuple(
    f"evaluation:{name}"
    for name in (
        "begin_instrument", "import_instrument", "start_instrument_version", "compare_instrument_versions",
        "instrument_version", "instrument_preview", "fix_instrument_version", "add_statement", "change_statement",
        "drop_statement", "add_scale", "change_scale", "drop_scale", "add_open_question", "change_open_question",
        "drop_open_question", "instrument_wording", "move_statement",
    )
)  # fmt: skip
OF_ROUNDS = tuple(
    f"evaluation:{name}"
    for name in (
        "round", "prepare_round", "change_round", "open_round", "invite", "remind", "prolong_round", "close_round",
        "add_people", "add_outsider", "remove_respondent", "note_respondent",
    )
)  # fmt: skip
OF_RESULTS = tuple(
    f"evaluation:{name}"
    for name in (
        "result", "result_figures", "compare_rounds", "publish_result", "remarks", "redact_remark",
        "answers_from_file",
    )
)  # fmt: skip
OF_FIELDWORK = tuple(
    f"evaluation:{name}"
    for name in (
        "fieldwork", "begin_session", "fieldwork_people", "add_participant", "hand_over_key", "session",
        "change_session", "take_part", "note_study_consent", "withdraw_from_study", "take_in_text", "text", "code_text",
        "uncode_text", "undo_coding", "write_memo", "code_book", "undo_in_code_book", "add_code", "add_ready_codes",
        "fragments",
        "change_code", "move_code", "merge_code", "delete_code", "codes_together", "agreement", "begin_settling",
        "settling", "settle_place", "coding_files", "coding_file", "undo_taking_in", "write_coding_file",
        "written_coding_file", "say_who_speaks",
    )
)  # fmt: skip
OF_FINDINGS = tuple(
    f"evaluation:{name}"
    for name in (
        "findings", "finding", "begin_finding", "change_finding", "add_finding_evidence", "remove_finding_evidence",
        "check_finding", "approve_finding", "reopen_finding", "use_as_evidence", "amount_words",
        "set_amount_words",
    )
)  # fmt: skip
OF_FRAMEWORKS = tuple(
    f"evaluation:{name}"
    for name in (
        "framework", "framework_doctor", "framework_coverage", "set_rubric", "add_criteria_list", "prefix_codes",
        "add_criterion", "criterion", "word_criterion", "close_criterion", "split_criterion", "merge_criteria",
        "bind_source", "unbind_source", "fix_norm", "note_baseline", "judge_criterion", "check_judgement",
        "object_to_judgement",
    )
)  # fmt: skip
OF_ANSWERS = tuple(f"evaluation:{name}" for name in ("answers", "answer", "note_gap", "change_gap"))
OF_MECHANISMS = tuple(
    f"evaluation:{name}"
    for name in (
        "mechanisms", "mechanism", "add_mechanism", "change_mechanism", "add_mechanism_evidence", "note_explanation",
        "weigh_explanation", "judge_mechanism", "check_mechanism", "chain", "add_chain", "change_chain",
    )
)  # fmt: skip
OF_REPORTS = tuple(
    f"evaluation:{name}"
    for name in ("report", "check_evaluation_report", "write_chapter", "built_report", "freeze_report", "build_report",
                 "report_template",
                 "judge_chapter")
)  # fmt: skip
OF_PUBLISHED = ("evaluation:published_figure", "evaluation:record_published_figure")
OF_CLAIMS = ("evaluation:claim", "evaluation:record_claim")
OF_AGENDAS = tuple(
    f"evaluation:{name}"
    for name in (
        "agenda", "learning_question", "add_learning_point", "begin_agenda", "adopt_agenda", "discard_agenda",
        "add_learning_question", "merge_questions", "sharpen_question", "split_question", "end_question",
        "take_back_ending", "assign_question", "note_insight", "try_insight", "two_lists", "list_point", "judge_point",
        "prepare_session",
        "learning_session", "move_session", "end_session", "session_screen", "session_links", "add_session_participant",
        "write_proposal", "merge_proposals",
    )
)  # fmt: skip
OF_THE_DAY = tuple(f"evaluation:{name}" for name in ("tick", "skip_week", "choose_to_be_asked", "switch_ticks"))

UNDER: Mapping[str, str] = {
    **dict.fromkeys(OF_EVALUATIONS, "evaluation:evaluations"),
    **dict.fromkeys(OF_INSTRUMENTS, "evaluation:instruments"),
    **dict.fromkeys(OF_ROUNDS, "evaluation:rounds"),
    **dict.fromkeys(OF_RESULTS, "evaluation:results"),
    **dict.fromkeys(OF_FIELDWORK, "evaluation:fieldwork_of_all"),
    **dict.fromkeys(OF_FINDINGS, "evaluation:findings_of_all"),
    **dict.fromkeys(OF_FRAMEWORKS, "evaluation:frameworks_of_all"),
    **dict.fromkeys(OF_ANSWERS, "evaluation:answers_of_all"),
    **dict.fromkeys(OF_MECHANISMS, "evaluation:mechanisms_of_all"),
    **dict.fromkeys(OF_REPORTS, "evaluation:reports_of_all"),
    **dict.fromkeys(OF_PUBLISHED, "evaluation:published"),
    **dict.fromkeys(OF_CLAIMS, "evaluation:claims"),
    **dict.fromkeys(OF_AGENDAS, "evaluation:agendas"),
    "evaluation:look_at_trial": "evaluation:trials",
    **dict.fromkeys(OF_THE_DAY, "evaluation:day"),
    **dict.fromkeys(IN_PURPOSE, "sharing:purposes"),
    **dict.fromkeys(("programme:add_product", "programme:note_product_use"), "programme:products"),
    **dict.fromkeys(ON_ACTIONS, "programme:actions"),
    **dict.fromkeys(ON_MEASURES, "programme:measures"),
    **dict.fromkeys(ON_METHODS, "programme:methods"),
    **dict.fromkeys(OF_ADDED_VALUE, "programme:added_value"),
    **dict.fromkeys(OF_SURROUNDINGS, "partnership:surroundings"),
    **dict.fromkeys(("partnership:note_agreement", "partnership:tie_agreement"), "partnership:agreements"),
    "programme:activity": "programme:overview",
    "programme:activity_history": "programme:overview",
    "programme:change_status": "programme:overview",
    "programme:ask_decision": "programme:overview",
    "programme:assign": "programme:overview",
    "programme:add_milestone": "programme:overview",
    "programme:set_date": "programme:overview",
    "programme:activity_capacity": "programme:overview",
    **dict.fromkeys(ON_CAPACITY, "programme:capacity"),
    **dict.fromkeys(ON_RECRUITMENT, "programme:recruitment"),
    **dict.fromkeys(ON_MAP, "programme:map"),
    **dict.fromkeys(ON_GOALS, "programme:goals"),
    **dict.fromkeys(
        (
            "programme:add_task",
            "programme:make_tasks",
            "programme:remarks",
            "programme:write_remark",
            "programme:withdraw_remark",
            "programme:tell",
            "programme:begin_step",
            "programme:end_step",
        ),
        "programme:overview",
    ),
    **dict.fromkeys(
        ("programme:task", "programme:end_task", "programme:give_on_task", "programme:remind_of_task"),
        "programme:tasks",
    ),
    "programme:source": "programme:sources",
    "programme:new_report": "programme:reports",
    "programme:check_report": "programme:reports",
    "programme:report": "programme:reports",
    "programme:gather_report": "programme:reports",
    "programme:submit_report": "programme:reports",
    "programme:approve_report": "programme:reports",
    "programme:return_report": "programme:reports",
    "programme:report_words": "programme:reports",
    "programme:remind_of_words": "programme:reports",
    "programme:remind_of_decision": "partnership:decisions",
    "programme:remind_of_advice": "partnership:advice_list",
    "programme:report_as_page": "programme:reports",
    "programme:judge": "programme:preconditions",
    "programme:precondition": "programme:preconditions",
    "partnership:organisation": "partnership:organisations",
    "partnership:body": "partnership:bodies",
    "partnership:person": "partnership:people",
    "partnership:decision": "partnership:decisions",
    "partnership:write_note": "partnership:bodies",
    "partnership:add_person": "partnership:people",
    "partnership:appoint": "partnership:people",
    "partnership:seat": "partnership:people",
    "partnership:end_appointment": "partnership:people",
    "partnership:end_seat": "partnership:people",
    "partnership:grant_mandate": "partnership:mandates",
    "partnership:end_mandate": "partnership:mandates",
    "partnership:ask_decision": "partnership:decisions",
    "partnership:take_decision": "partnership:decisions",
    "partnership:withdraw_decision": "partnership:decisions",
    "partnership:forward_decision": "partnership:decisions",
    "partnership:advice": "partnership:advice_list",
    "partnership:ask_advice": "partnership:advice_list",
    "partnership:draft_advice": "partnership:advice_list",
    "partnership:give_advice": "partnership:advice_list",
    "partnership:weigh_advice": "partnership:advice_list",
    "partnership:promise": "partnership:promises",
    "partnership:make_promise": "partnership:promises",
    "partnership:follow_promise": "partnership:promises",
    "sharing:purpose": "sharing:purposes",
    "sharing:open_purpose": "sharing:purposes",
    "sharing:state_purpose": "sharing:purposes",
    "sharing:record_dpia": "sharing:purposes",
    "sharing:overtake_dpia": "sharing:purposes",
    "sharing:authorise": "sharing:purposes",
    "sharing:end_authorisation": "sharing:purposes",
    "sharing:suspend": "sharing:purposes",
    "sharing:end_suspension": "sharing:purposes",
    "sharing:clause": "sharing:covenant",
    "sharing:adopt_covenant": "sharing:covenant",
    "sharing:end_covenant": "sharing:covenant",
    "sharing:audience": "sharing:log",
}
