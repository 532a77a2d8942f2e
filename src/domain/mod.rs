//! Nouns and law as data and pure functions: knows no clock, no SQL, no screen.
//!
//! The glossary; code, tables, words and tests use the same noun.
//!
//! | English | 中文 | meaning |
//! | --- | --- | --- |
//! | petition | 信访件 | one registered item, a file of events |
//! | matter | 信访事项 | several petitions about one thing, grouped by a person's decision |
//! | petitioner | 信访人 | who brings it; the record has a closed list of columns |
//! | event | 事件 | what happened to a petition; only ever added |
//! | step | 步骤 | what an operator may do next: adds one event |
//! | obligation | 待办义务 | what is owed, by whom, to whom, until when, under which article |
//! | alert | 提醒 | an obligation that is near or past due; nothing else |
//! | referral | 转送/交办 | sending a petition to a unit |
//! | acceptance | 受理 | starts the 60 days of Art. 34 |
//! | service | 送达 | the answer reached the petitioner |
//! | anchor | 锚点 | the ends of both chains, signed, kept outside the store |
//! | witness | 见证 | the chained digest of a record that stands in no chain of its own |
//! | period | 特别时段 | declared days that change what the desk owes |
//! | duty | 值班 | what the desk owes by rota, period and the hour |
//! | shift, turn | 班次 | a stretch of the rota; a turn is one of the final rota, after overrides and swaps |
//! | crew | 当班人员 | the leader on duty and the staff |
//! | override, swap | 替班、换班 | a crew for an interval; one person's duty for another's, approved |
//! | handover | 交接班 | drafted by the program, looked at line by line, signed by both |
//! | zero report | 零报告 | matters and counts at a fixed hour, or an explicit zero |
//! | dispute | 矛盾纠纷 | found by screening (排查); of the dispute, not of persons |
//! | unit | 单位 | an office or department; unit 1 is the petition office |
//! | lead, plan | 包案、方案 | the official in charge of a case, and the steps planned for it, each owed by its day |
//! | campaign | 积案专项 | a list of unsettled cases with phases and leads |
//! | move | 变动的期限 | an obligation whose day a change of the calendar or the rules would move |
//! | keyring | 钥匙名册 | whose SSH key is whose; a file of root's |
//! | seat | 座席 | how somebody came to the desk: with which key, through which launcher |
//! | claim | 个人信息申请 | what a person asks about their own data |
//! | answer | 回答 | whether somebody on record is the same person, and a petition the same matter |
//! | merge, apart | 合并、区分 | two records said to be one person's, or two people's; nothing is moved |
//! | fault | 差错 | what is wrong with one field |

pub mod act;
pub mod alert;
pub mod alike;
pub mod anchor;
pub mod calendar;
pub mod campaign;
pub mod case;
pub mod category;
pub mod chain;
pub mod change;
pub mod claim;
pub mod count;
pub mod date;
pub mod draft;
pub mod duty;
pub mod event;
pub mod fault;
pub mod handover;
pub mod identity;
pub mod ids;
pub mod instead;
pub mod intake;
pub mod keyring;
pub mod length;
pub mod mention;
pub mod moved;
pub mod name;
pub mod numeral;
pub mod obligation;
pub mod office;
pub mod once;
pub mod period;
pub mod person;
pub mod petition;
pub mod priority;
pub mod registration;
pub mod retention;
pub mod rights;
pub mod rules;
pub mod selfcheck;
pub mod stands;
pub mod status;
pub mod step;
pub mod torn;
pub mod unit;
pub mod unit_words;
pub mod unitless;
pub mod variant;
pub mod verdict;
pub mod withheld;
