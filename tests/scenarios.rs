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

/// The second thirty-two: what else goes wrong, or is tried on purpose.
#[rustfmt::skip]
const SIEGE: &[Case] = &[
    ("T01", "the store's folder becomes a link to another place: nothing is written through it, nothing is lost", &["siege::beneath::a_folder_replaced_by_a_link_is_not_written_through"], ""),
    ("T02", "the log, its memory or the store is removed or replaced under an open session: no save goes nowhere", &["siege::beneath::a_log_or_a_store_removed_or_replaced_while_open_takes_nothing_more"], ""),
    ("T03", "another office's store is moved into the place: it stays as it is", &["siege::beneath::another_offices_store_in_its_place_stays_as_it_is"], ""),
    ("T04", "two offices on one machine keep apart, and the anchor of one does not fit the other", &["siege::beneath::two_offices_keep_apart_and_one_ones_anchor_does_not_fit_the_other"], ""),
    ("T05", "the clock goes back between two rows: no chain breaks, the rows say what the clock said", &["siege::beneath::a_clock_set_back_between_two_rows_breaks_no_chain"], ""),
    ("T06", "an editor adds a trigger: open sessions and new ones are refused, nothing is changed by it", &["siege::beneath::a_trigger_or_a_view_of_an_editor_closes_the_store"], ""),
    ("T07", "an editor puts a view in a table's place, or a name that is SQL: the same", &["siege::beneath::a_trigger_or_a_view_of_an_editor_closes_the_store"], ""),
    ("T08", "an editor changes or drops a guard, an index, a role, a setting, a unit, a person: found and named", &["store::truth::edits_of_people_lists_and_guards_are_found"], ""),
    ("T09", "a store with another page size is the same store", &["siege::beneath::another_page_size_is_the_same_store"], ""),
    ("T10", "no inode is left: a sentence, nothing lost, saves again", &["siege::beneath::no_inode_left_is_a_sentence_and_loses_nothing"], ""),
    ("T11", "the queue never moves, or is a folder, a link, a pipe: passed by", &["siege::beneath::a_queue_that_never_moves_is_passed_by_after_a_while", "store::queue::what_a_dead_process_left_is_forgotten"], ""),
    ("T12", "a writer is stopped in its turn, then goes on or is killed: nobody waits for good, nothing is lost", &["siege::process::a_writer_that_is_stopped_or_killed_in_its_turn_holds_nobody_for_good"], ""),
    ("T13", "any umask: no file that others read", &["siege::process::no_mask_makes_a_file_that_others_read"], ""),
    ("T14", "hardly any descriptors, small files, little memory, little time: sentences, sound store", &["siege::process::few_descriptors_and_small_files_are_sentences_and_lose_nothing"], ""),
    ("T15", "standard streams closed, full or left early: what was saved is there once, the store unspoilt", &["siege::process::streams_that_are_closed_or_full_lose_nothing_and_spoil_no_store"], ""),
    ("T16", "a device named for output, a pipe for input, a planted link beside: not replaced, not waited for, not followed", &["siege::process::a_device_is_written_into_and_a_planted_link_is_not_followed", "siege::process::a_pipe_that_nobody_writes_into_is_not_waited_for"], ""),
    ("T17", "variables of every kind: no program of somebody's is started, nothing falls", &["siege::process::no_variable_takes_the_program_anywhere_or_brings_it_down"], ""),
    ("T18", "arguments of 100 kB, not UTF-8, with control characters: short sentences", &["siege::process::long_wild_or_broken_arguments_are_sentences", "terminal::hostile::hostile_words_come_out_harmless_by_command"], ""),
    ("T19", "ledgers with one endless line, cell, quote, a million columns, only commas or zeros: sentences in bounded memory", &["siege::input::ledgers_beyond_all_measure_are_sentences_in_bounded_memory"], ""),
    ("T20", "JSON too deep, too long, with too many parts, twice the same key: sentences", &["siege::input::json_beyond_all_measure_is_a_sentence"], ""),
    ("T21", "archives that unpack to more than the machine has", &["exchange::hostile::bombs_are_not_unpacked"], ""),
    ("T22", "a restore under open sessions: they save nothing more into the old store", &["siege::copies::a_restore_under_open_sessions_takes_nothing_more_into_the_old_store"], ""),
    ("T23", "a backup onto a full disk: a sentence, no half file, no plain copy left", &["siege::copies::a_backup_onto_a_full_disk_says_so_and_leaves_nothing_behind"], ""),
    ("T24", "a backup that was changed, cut, or sealed anew with another manifest or store", &["siege::copies::a_manifest_or_a_store_put_into_a_backup_by_another_hand_does_not_pass", "commands::backup::a_backup_that_was_changed_or_cut_off_does_not_open"], ""),
    ("T25", "rows of the trail gone and the newest head swapped for an older true one", &["siege::copies::a_trail_without_its_middle_and_a_head_from_before_are_found"], ""),
    ("T26", "an administrator gives himself a role, by the program or by an editor", &["siege::copies::a_role_that_somebody_gives_themselves_is_on_record_or_found_and_opens_no_accusation"], ""),
    ("T27", "who withdrew from a petition, by every way", &["store::recusal::who_withdrew_meets_it_nowhere_and_the_substitute_everywhere"], ""),
    ("T28", "words of a forced command with quotes, line ends, globs, 100 kB, paths of every command", &["siege::ssh::words_of_a_forced_command_are_words_and_nothing_else"], ""),
    ("T29", "scp, sftp, rsync, forwards, tunnels, passwords by the real clients", &["siege::ssh::no_client_carries_files_or_ports"], "rsync only where it is installed; else the client itself fails"),
    ("T30", "variables that a client sends", &["siege::ssh::no_variable_of_a_client_changes_anything", "access::server::a_connection_carries_the_desk_and_nothing_else"], ""),
    ("T31", "a roster with CRLF, a mark in front, keys twice, under two names, options, certificates, endless lines", &["siege::ssh::a_roster_of_any_clothes_opens_for_whom_it_names_and_nobody_else", "access::server::a_roster_that_others_can_write_opens_for_nobody"], ""),
    ("T32", "links, hard links, pipes and paths in the boxes", &["access::server::files_come_and_go_through_the_boxes"], ""),
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
    for (letter, cases) in [("S", CASES), ("T", SIEGE)] {
        for (at, (number, what, tests, _)) in cases.iter().enumerate() {
            assert_eq!(*number, format!("{letter}{:02}", at + 1), "{what}");
            assert!(!tests.is_empty(), "{number} {what}: nobody tries it");
            for test in *tests {
                let (text, name) = source(test).unwrap_or_else(|| panic!("{number}: no {test}"));
                let bears = text.contains(&format!("fn {name}("));
                assert!(bears, "{number}: nobody bears the name {test}");
            }
        }
        assert_eq!(cases.len(), 32);
    }
}
