//! Every command there is, down to the last word, with the right that it asks for.

use zhuoluo::domain::rights::Deed;

/// A command's words (`N` is a petition) and what it does.
pub type Row = (&'static [&'static str], Deed);

/// Commands that look into the store of an office.
const COMMANDS: &[Row] = &[
    (&["register"], Deed::Register),
    (&["check-intake"], Deed::Register),
    (&["find", "张"], Deed::Find),
    (&["show", "N"], Deed::Open),
    (&["explain", "N"], Deed::Open),
    (&["act", "N", "note"], Deed::Step),
    (&["owed"], Deed::Look),
    (&["import", "--list"], Deed::Import),
    (&["import", "--undo", "99"], Deed::Undo),
    (&["export", "petitions"], Deed::Export),
    (&["export", "owed"], Deed::Export),
    (&["export", "people"], Deed::ExportPeople),
    (&["office", "show"], Deed::Look),
    (&["office", "set", "--phone", ""], Deed::Office),
    (&["unit", "list"], Deed::Look),
    (&["unit", "add", "甲", "--kind", "town"], Deed::Office),
    (&["unit", "rename", "无", "甲"], Deed::Office),
    (&["unit", "move", "无"], Deed::Office),
    (&["operator", "list"], Deed::Roster),
    (
        &["operator", "add", "x", "--name", "某", "--role", "lead"],
        Deed::Staff,
    ),
    (&["operator", "remove", "x"], Deed::Staff),
    (&["calendar", "import", "无.csv"], Deed::Calendar),
    (&["calendar", "confirm", "99"], Deed::Calendar),
    (&["calendar", "drop", "99"], Deed::Calendar),
    (&["rules", "show"], Deed::Look),
    (&["rules", "import", "无.toml"], Deed::Office),
    (&["period", "list"], Deed::Look),
    (&["period", "end", "99"], Deed::Period),
    (&["period", "hours", "99", "九点"], Deed::Duty),
    (&["duty", "now"], Deed::Look),
    (&["duty", "rota"], Deed::Look),
    (&["duty", "rota", "drop", "99"], Deed::Rota),
    (&["duty", "rota", "approve", "99"], Deed::Rota),
    (&["duty", "account", "k", "n"], Deed::Rota),
    (&["duty", "check-in"], Deed::Duty),
    (&["duty", "log", "来电"], Deed::Duty),
    (&["duty", "log"], Deed::Log),
    (&["duty", "ack", "k", "n"], Deed::Report),
    (&["duty", "urgent", "list"], Deed::Log),
    (&["duty", "urgent", "show", "99"], Deed::Urgent),
    (&["duty", "handover", "touch", "99", "1"], Deed::Duty),
    (&["audit", "list"], Deed::Audit),
    (&["audit", "list", "--person", "N"], Deed::Give),
    (&["audit", "verify"], Deed::Verify),
    (&["audit", "head"], Deed::Whole),
    (&["audit", "export"], Deed::Whole),
    (&["office", "lock"], Deed::Look),
    (&["office", "lock", "5"], Deed::Office),
    (&["backup"], Deed::Backup),
    (
        &["restore", "无.age", "--identity", "无.key"],
        Deed::Restore,
    ),
    (&["verify"], Deed::Verify),
    (&["archive", "rules"], Deed::Look),
    (&["archive", "appraise"], Deed::Look),
    (&["archive", "approve", "-"], Deed::Office),
    (&["archive", "pack", "N", "-o", "无.zip"], Deed::Restrict),
    (&["privacy", "list"], Deed::Give),
    (&["privacy", "form", "incident"], Deed::Look),
    (&["privacy", "receive"], Deed::Give),
    (&["privacy", "copy", "N"], Deed::Give),
    (&["privacy", "find", "张", "--why", "x"], Deed::Restrict),
    (&["paper", "N", "receipt"], Deed::Paper),
    (&["template", "list"], Deed::Look),
    (&["template", "reset", "notice"], Deed::Office),
    (&["remind", "--dry-run"], Deed::Look),
    (&["remind"], Deed::Step),
    (&["self-check"], Deed::Look),
    (&["campaign", "list"], Deed::Look),
    (
        &["campaign", "add", "无", "N", "--cause", "unit"],
        Deed::Campaign,
    ),
    (&["person", "merge", "1", "2", "--preview"], Deed::Find),
    (&["person", "merge", "1", "2", "--why", "x"], Deed::Step),
    (&["person", "split", "2", "--why", "x"], Deed::Step),
    (&["person", "not-same", "1", "2", "--why", "x"], Deed::Step),
];

/// The same of the calendar, the desk at night, campaigns, papers and requests.
#[rustfmt::skip]
const MORE: &[Row] = &[
    (&["calendar", "show"], Deed::Look),
    (&["calendar", "versions"], Deed::Look),
    (&["calendar", "diff", "99"], Deed::Look),
    (&["rules", "diff", "-"], Deed::Look),
    (&["unit", "review", "1", "--by", "1"], Deed::Office),
    (&["period", "add", "x", "--from", "2027-02-05", "--to", "2027-02-13", "--basis", "x", "--by", "x"], Deed::Period),
    (&["period", "move", "99", "--from", "2027-02-05", "--to", "2027-02-13"], Deed::Period),
    (&["period", "lapsing", "99"], Deed::Look),
    (&["duty", "rota", "add", "--start", "2026-11-20 18:00", "--end", "2026-11-20 20:00", "--leader", "wang", "--staff", "wang"], Deed::Rota),
    (&["duty", "rota", "edit", "99", "--start", "2026-11-20 18:00", "--end", "2026-11-20 20:00", "--leader", "wang", "--staff", "wang"], Deed::Rota),
    (&["duty", "rota", "template", "--days", "workday", "--starts", "08:00", "--hours", "8", "--crew", "wang:wang", "--since", "2027-01-04"], Deed::Rota),
    (&["duty", "rota", "end-template", "99", "--on", "2026-12-01"], Deed::Rota),
    (&["duty", "rota", "override", "--start", "2026-11-20 18:00", "--end", "2026-11-20 20:00", "--leader", "wang"], Deed::Rota),
    (&["duty", "rota", "drop-override", "99"], Deed::Rota),
    (&["duty", "rota", "swap", "--who", "wang", "--with", "wang", "--start", "2026-11-20 18:00", "--end", "2026-11-20 20:00"], Deed::Duty),
    (&["duty", "rota", "refuse", "99"], Deed::Rota),
    (&["duty", "rota", "fair"], Deed::Look),
    (&["duty", "report", "--slot", "2026-11-20 17:00"], Deed::Report),
    (&["duty", "screening", "add", "示例县信访局"], Deed::Rota),
    (&["duty", "screening", "report", "示例县信访局", "--until", "2026-11-20"], Deed::Report),
    (&["duty", "screening", "list"], Deed::Look),
    (&["duty", "dispute", "list"], Deed::Look),
    (&["duty", "dispute", "add", "修路", "--unit", "示例县信访局", "--due", "2026-12-01"], Deed::Report),
    (&["duty", "dispute", "close", "99", "已了"], Deed::Report),
    (&["duty", "dispute", "step", "99", "mediate", "到场调解"], Deed::Report),
    (&["duty", "urgent", "card"], Deed::Look),
    (&["duty", "urgent", "open", "有人要跳河"], Deed::Urgent),
    (&["duty", "urgent", "call", "99", "--to", "110"], Deed::Urgent),
    (&["duty", "urgent", "follow-up", "99", "平安"], Deed::Urgent),
    (&["duty", "handover", "draft", "2026-11-20 18:00"], Deed::Duty),
    (&["duty", "handover", "show"], Deed::Log),
    (&["duty", "handover", "sign", "99", "--incoming"], Deed::Duty),
    (&["template", "show", "notice"], Deed::Look),
    (&["template", "import", "notice", "-"], Deed::Office),
    (&["campaign", "show", "无"], Deed::Look),
    (&["campaign", "open", "清零", "--basis", "x", "--lead", "x", "--until", "2027-01-01"], Deed::Campaign),
    (&["campaign", "strike", "无", "N", "--evidence", "x"], Deed::Campaign),
    (&["campaign", "close", "无", "--result", "x"], Deed::Campaign),
    (&["person", "show", "1"], Deed::Open),
    (&["import", "waiting", "list"], Deed::Import),
    (&["import", "waiting", "show", "99"], Deed::Import),
    (&["import", "waiting", "answer", "99", "2", "both"], Deed::Import),
    (&["import", "waiting", "import", "99"], Deed::Import),
    (&["import", "waiting", "drop", "99"], Deed::Import),
    (&["privacy", "enter", "99", "answer"], Deed::Give),
];

/// Commands that look into no store of an office, or whose right hangs on what is in a file; by their
/// first words.
const FREE: &[&[&str]] = &[
    &["demo"],
    &["init"],
    &["ssh"],
    &["box"],
    &["session"],
    &["schema"],
    &["completions"],
    &["man"],
    &["calendar", "count"],
    &["duty", "rota", "import"],
    &["duty", "dispute", "petition"],
    &["duty", "handover", "code"],
    &["audit", "sign"],
    &["audit", "new-key"],
    &["archive", "check"],
];

/// Every row.
pub fn commands() -> impl Iterator<Item = &'static Row> {
    COMMANDS.iter().chain(MORE)
}

/// The words of every command that has no further ones behind it.
fn leaves(command: &clap::Command, before: &[String]) -> Vec<Vec<String>> {
    let subs: Vec<&clap::Command> = command
        .get_subcommands()
        .filter(|sub| sub.get_name() != "help")
        .collect();
    if subs.is_empty() {
        return vec![before.to_vec()];
    }
    let deeper = subs.into_iter().flat_map(|sub| {
        let words = [before, &[sub.get_name().to_owned()]].concat();
        leaves(sub, &words)
    });
    deeper.collect()
}

#[test]
fn every_command_has_its_row_here() {
    let command = zhuoluo::cli::help::command(zhuoluo::words::Lang::En);
    for leaf in leaves(&command, &[]) {
        let begins = |words: &[&str], leaf: &[String]| {
            words.len() >= leaf.len() && words.iter().zip(leaf).all(|(a, b)| a == b)
        };
        let listed = commands().any(|(words, _)| begins(words, &leaf));
        let is_free = |words: &&[&str]| {
            leaf.len() >= words.len() && words.iter().zip(&leaf).all(|(a, b)| a == b)
        };
        let free = FREE.iter().any(is_free);
        assert!(listed != free, "{leaf:?}: in neither list or in both");
    }
}
