//! Benchmarks: `cargo bench` runs all groups, `cargo bench commit` one. Every figure stands beside a
//! peer measured in the same run, because machines are shared and noisy; the ratio is what counts.

mod commit;
mod frame;
mod idle;
mod import;
mod keystroke;
mod kit;
mod obligations;
mod search;
mod startup;
mod store;

fn main() {
    if store::is_child() {
        return;
    }
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    let groups: [(&str, fn()); 10] = [
        ("frame", frame::run),
        ("keystroke", keystroke::run),
        ("startup", startup::run),
        ("commit", commit::run),
        ("import", import::run),
        ("obligations", obligations::run),
        ("search", search::run),
        ("idle", idle::run),
        ("store", store::run),
        ("crowd", store::crowd::run),
    ];
    for (name, run) in groups {
        if wanted.is_empty() || wanted.iter().any(|w| name.contains(w.as_str())) {
            println!("\n== {name}");
            run();
        }
    }
}
