//! What may go wrong on a shared server, case by case, and which tests try it. The table is held to
//! the tests there are: a name that nobody bears fails. Tests that need root, a second Unix user, sshd
//! or a small disk say so where the machine lacks it, and are passed over with that word.

use std::path::Path;

/// A case: its number, what must come of it, the tests (`room::file::name`), what none of them tries.
type Case = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
);

#[rustfmt::skip]
const CASES: &[Case] = &[
    ("S01", "kills over several writers lose nothing", &["store::kills::what_was_acknowledged_survives_a_kill"], ""),
    ("S02", "a setting that did not take refuses the store", &["store::faults::each_setting_that_did_not_take_is_named", "store::files::every_connection_answers_as_it_must"], ""),
    ("S03", "a hundred processes at two seconds' think time: no error", &["store::crowd::many_at_their_own_pace_meet_no_error"], "forty here and not a hundred; p99 and memory are measured by cargo bench crowd"),
    ("S04", "ten saturated processes each get their share", &["store::crowd::nobody_starves_when_all_write_at_once"], ""),
    ("S05", "a lock that somebody holds: a sentence, the draft kept, saved later", &["store::files::a_locked_store_says_so_and_saves_later", "store::queue::a_save_waits_for_a_turn_that_said_it_takes_longer"], ""),
    ("S06", "one place begins a write transaction", &["house::colours_clock_and_transactions_have_one_home"], ""),
    ("S07", "two change one petition: both versions, field by field", &["store::clash::the_second_sees_both_field_by_field_and_may_save_again"], ""),
    ("S08", "power cuts lose nothing acknowledged", &["store::powercut::nothing_acknowledged_is_lost_when_the_power_fails"], ""),
    ("S09", "a migration that is killed is before or after", &["store::kills::a_migration_that_is_killed_is_before_or_after"], ""),
    ("S10", "a store that is none, newer or not ours is left alone", &["store::files::files_that_are_not_ours", "store::files::a_newer_store_is_left_alone"], ""),
    ("S11", "flipped bytes are found and never a panic", &["store::files::flipped_bytes_never_panic_and_are_found_or_harmless"], ""),
    ("S12", "a full disk loses nothing and saves again", &["store::faults::a_full_disk_loses_nothing_and_saves_again_when_there_is_room"], ""),
    ("S13", "little room is said; long work does not begin", &["store::faults::little_room_is_said_and_long_work_does_not_begin", "stories::desk::little_room_on_the_disk_is_said_in_every_room"], ""),
    ("S14", "a copy made during fifty writers is whole; the restore gives the same desk", &["store::faults::a_copy_made_while_fifty_write_is_whole", "commands::backup::a_restore_gives_the_same_desk_and_keeps_what_was_there"], "the writers' p99 is no test: speed lives in the benchmarks"),
    ("S15", "a client killed in a form: gone, draft back, the end on record", &["access::session::a_cut_line_and_a_server_that_goes_down_keep_the_draft_and_are_on_record", "terminal::server::a_cut_line_loses_nothing_and_leaves_nobody_behind"], ""),
    ("S16", "a server that goes down: the same", &["access::session::a_cut_line_and_a_server_that_goes_down_keep_the_draft_and_are_on_record", "terminal::drafts::a_draft_survives_a_termination"], ""),
    ("S17", "an idle screen sends nothing, so sshd notices a frozen client", &["terminal::quiet::an_idle_screen_sends_nothing_and_uses_nothing", "access::session::a_client_that_froze_is_noticed_and_its_draft_kept"], ""),
    ("S18", "an idle screen is covered, in an office left, drafts kept", &["stories::idle::on_ones_own_desk_the_screen_is_covered_and_enter_brings_it_back", "stories::idle::in_an_office_the_session_ends_and_the_draft_is_there", "duty::screen::in_a_shared_office_the_watch_stays_until_the_shift_ends_and_enter_leaves"], ""),
    ("S19", "no terminal, odd sizes: a sentence or a right screen", &["terminal::output::without_a_usable_terminal_there_is_a_sentence", "terminal::resize::odd_sizes_at_the_start_are_drawn", "access::session::a_strange_terminal_gets_a_sentence_or_a_screen_and_nothing_spins"], ""),
    ("S20", "another account gets at nothing", &["access::people::another_account_gets_at_nothing"], ""),
    ("S21", "every trick of a forced command", &["access::server::a_forced_command_does_nothing_else", "access::server::a_connection_carries_the_desk_and_nothing_else"], ""),
    ("S22", "no key, no role: refused, told whom to ask, on record", &["access::server::who_has_a_key_but_no_role_is_told_whom_to_ask", "access::session::a_key_that_is_revoked_ends_the_session_that_came_with_it"], ""),
    ("S23", "role by command and by screen: one answer", &["commands::rights::every_role_gets_the_answer_of_the_table_by_command", "commands::rights::every_role_gets_the_answer_of_the_table_by_screen"], ""),
    ("S24", "a day under strace starts and opens nothing outside", &["access::day::a_days_work_starts_nothing_and_opens_nothing_outside"], ""),
    ("S25", "no row, no read, no change", &["store::faults::what_cannot_be_recorded_does_not_happen", "store::window::reading_a_file_is_on_record_and_a_list_is_not"], ""),
    ("S26", "a changed row is refused, or found", &["store::truth::triggers_refuse_to_change_or_remove_what_was_written", "store::truth::tampering_is_found_and_placed"], ""),
    ("S27", "anchors are verified offline", &["commands::audit::anchors_find_an_end_cut_off_and_a_trail_written_anew", "commands::audit::an_exported_trail_is_checked_without_the_store", "commands::audit::the_paper_of_the_day_shows_an_end_cut_off_and_a_trail_written_anew", "access::timers::the_hourly_line_anchors_what_is_checked_elsewhere"], "systemd itself is not run: the lines of its units are"),
    ("S28", "no control byte leaves but the program's own", &["terminal::hostile::hostile_words_on_file_come_out_harmless_in_every_room", "terminal::hostile::hostile_words_come_out_harmless_by_command", "terminal::output::hostile_text_comes_out_harmless"], ""),
    ("S29", "bidi and invisible signs are marks", &["terminal::hostile::hostile_words_on_file_come_out_harmless_in_every_room"], ""),
    ("S30", "cells like formulas are text, and come back", &["exchange::writing::cells_like_formulas_are_protected_and_come_back"], ""),
    ("S31", "a bad row names file, row, column, what was expected", &["exchange::samples::refused_rows_name_their_cell_and_an_example", "commands::import::one_bad_row_of_thousands_stops_the_batch_unless_the_others_are_asked_for"], ""),
    ("S32", "encodings are read; bombs, entities, broken archives are sentences", &["exchange::mess::ledgers_in_other_clothes_are_read_the_same", "exchange::hostile::entities_are_refused", "exchange::hostile::bombs_are_not_unpacked", "exchange::hostile::truncated_workbooks_are_damaged", "exchange::hostile::the_content_counts_and_not_the_extension"], ""),
];

/// The source of the room that a test lives in.
fn source(test: &str) -> Option<(String, &str)> {
    let (room, name) = test.rsplit_once("::")?;
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let path = base.join(room.replace("::", "/"));
    let source = std::fs::read_to_string(path.with_extension("rs"))
        .or_else(|_| std::fs::read_to_string(path.join("mod.rs")));
    Some((source.ok()?, name))
}

#[test]
fn every_case_has_its_tests() {
    for (at, (number, what, tests, _)) in CASES.iter().enumerate() {
        assert_eq!(*number, format!("S{:02}", at + 1), "{what}");
        assert!(!tests.is_empty(), "{number} {what}: nobody tries it");
        for test in *tests {
            let (text, name) = source(test).unwrap_or_else(|| panic!("{number}: no {test}"));
            let bears = text.contains(&format!("fn {name}("));
            assert!(bears, "{number}: nobody bears the name {test}");
        }
    }
    assert_eq!(CASES.len(), 32);
}
