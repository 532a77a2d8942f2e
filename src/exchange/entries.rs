//! From one line to an entry: every field, with a remark for whatever is doubtful.

use chrono::NaiveDate;

use super::columns::{Column, words};
use super::grid::{Cell, Line, address};
use super::layout::Layout;
use super::ledger::{Entry, Remark};
use super::values::{self, Document, When};
use crate::domain::fault::Weight;
use crate::domain::identity::Doubt;
use crate::words::{Place, Sentence, has_controls, visible};

/// A line and what is needed to read it.
pub struct Source<'a> {
    /// The line, with 同上 filled in.
    pub line: &'a Line,
    /// Its columns.
    pub layout: &'a Layout,
    /// The sheet counts days from 1904.
    pub since_1904: bool,
    /// Today.
    pub today: NaiveDate,
}

impl Source<'_> {
    fn cell(&self, column: Column) -> &Cell {
        self.layout
            .place(column)
            .map_or(&Cell::Empty, |place| self.line.at(place))
    }

    fn text(&self, column: Column) -> String {
        match self.cell(column) {
            Cell::Broken(_) => String::new(),
            cell => cell.shown().trim().to_owned(),
        }
    }

    fn address(&self, column: Column) -> String {
        self.layout.place(column).map_or_else(
            || address(0, self.line.number),
            |place| address(place, self.line.number),
        )
    }

    fn remark(
        &self,
        weight: Weight,
        column: Column,
        code: &'static str,
        wrong: &Sentence,
        expected: Sentence,
        example: &str,
    ) -> Remark {
        Remark::new(
            weight,
            self.address(column),
            column,
            code,
            wrong,
            expected,
            example,
        )
    }

    fn warn(
        &self,
        column: Column,
        code: &'static str,
        wrong: &Sentence,
        expected: Sentence,
        example: &str,
    ) -> Remark {
        self.remark(Weight::Warn, column, code, wrong, expected, example)
    }
}

/// What a message shows of a cell.
fn glimpse(text: &str) -> String {
    let short: String = text.chars().take(30).collect();
    visible(&short, Place::Line).into_owned()
}

/// Reads a line.
#[must_use]
pub fn read(source: &Source<'_>, remarks: &mut Vec<Remark>) -> Entry {
    let mut entry = Entry {
        address: source.text(Column::Address),
        place: source.text(Column::Place),
        purpose: source.text(Column::Purpose),
        category: source.text(Column::Category),
        clerk: source.text(Column::Clerk),
        ..Entry::default()
    };
    entry.class = words().class(&entry.purpose).map(str::to_owned);
    reference(source, &mut entry, remarks);
    dates(source, &mut entry, remarks);
    matter(source, &mut entry, remarks);
    people(source, &mut entry, remarks);
    phones(source, &mut entry, remarks);
    document(source, &mut entry, remarks);
    words_of(source, &mut entry, remarks);
    oddities(source, remarks);
    entry
}

fn reference(source: &Source<'_>, entry: &mut Entry, remarks: &mut Vec<Remark>) {
    if let Some(number) = values::reference(source.cell(Column::ExternalNo)) {
        entry.external_no = number;
        return;
    }
    let shown = glimpse(&source.cell(Column::ExternalNo).shown());
    let wrong = crate::say!(
        "编号“{shown}”被表格软件改坏，后几位已丢失。",
        "The number “{shown}” was shortened by a spreadsheet; its last digits are lost."
    );
    remarks.push(source.warn(
        Column::ExternalNo,
        "number_ruined_by_spreadsheet",
        &wrong,
        crate::say!(
            "请把该列设为文本后重新填写；编号未取。",
            "Format the column as text and enter it again; the number is left out."
        ),
        "2026000123",
    ));
}

fn dates(source: &Source<'_>, entry: &mut Entry, remarks: &mut Vec<Remark>) {
    entry.registered_on = side_date(source, Column::RegisteredOn, remarks);
    entry.received_on = side_date(source, Column::ReceivedOn, remarks);
    let known = entry.registered_on.or(entry.received_on);
    let main = [
        Column::PetitionedOn,
        Column::ReceivedOn,
        Column::RegisteredOn,
    ]
    .into_iter()
    .find(|column| source.layout.place(*column).is_some())
    .unwrap_or(Column::PetitionedOn);
    let cell = source.cell(main);
    let shown = cell.shown();
    let glimpsed = glimpse(&shown);
    let example = source.today.format("%Y-%m-%d").to_string();
    let expected = || crate::say!("应为完整的公历日期。", "A full calendar date is expected.");
    let mut refuse = |wrong: &Sentence| {
        remarks.push(source.remark(Weight::Refuse, main, "date", wrong, expected(), &example));
    };
    match values::when(cell, source.since_1904) {
        When::Day(day) if day > source.today => refuse(&crate::say!(
            "“{glimpsed}”在今天之后。",
            "“{glimpsed}” lies in the future."
        )),
        When::Day(day) => entry.petitioned_on = Some(day),
        When::Unreadable => refuse(&crate::say!(
            "“{glimpsed}”不是日期。",
            "“{glimpsed}” is not a date."
        )),
        When::DayOfYear => {
            match known.and_then(|registered| values::day_before(&shown, registered)) {
                Some(day) => {
                    entry.petitioned_on = Some(day);
                    let wrong = crate::say!(
                        "“{glimpsed}”没有年份，按登记日期取为{day}。",
                        "“{glimpsed}” has no year; taken as {day} from the date of registration."
                    );
                    remarks.push(source.warn(
                        main,
                        "date_without_year",
                        &wrong,
                        crate::say!("请核对年份。", "Check the year."),
                        &example,
                    ));
                }
                None => refuse(&crate::say!(
                    "“{glimpsed}”没有年份，也没有登记日期可参照。",
                    "“{glimpsed}” has no year, and no date of registration tells it."
                )),
            }
        }
        When::Nothing => match known {
            Some(day) => {
                entry.petitioned_on = Some(day);
                let wrong = crate::say!(
                    "没有信访日期，按登记（收到）日期取为{day}。",
                    "The date of the petition is missing; taken as {day}, when it was registered or received."
                );
                remarks.push(source.warn(
                    main,
                    "date_from_registration",
                    &wrong,
                    crate::say!("请核对日期。", "Check the date."),
                    &example,
                ));
            }
            None => refuse(&crate::say!("没有日期。", "The date is missing.")),
        },
    }
}

/// A date that is not needed: doubtful ones are left out with a warning.
fn side_date(source: &Source<'_>, column: Column, remarks: &mut Vec<Remark>) -> Option<NaiveDate> {
    let cell = source.cell(column);
    match values::when(cell, source.since_1904) {
        When::Day(day) if day <= source.today => Some(day),
        When::Nothing => None,
        _ if source.layout.place(Column::PetitionedOn).is_none() => None, // it is the main date, and refused there
        _ => {
            let shown = glimpse(&cell.shown());
            let name = column.word();
            let (zh, en) = (name.zh, name.en);
            let wrong = crate::say!(
                "{zh}“{shown}”读不懂或在今天之后，未取。",
                "The {en} “{shown}” is not a date or lies in the future; it is left out."
            );
            remarks.push(source.warn(
                column,
                "side_date",
                &wrong,
                crate::say!("应为完整的公历日期。", "A full calendar date is expected."),
                "2026-03-05",
            ));
            None
        }
    }
}

fn matter(source: &Source<'_>, entry: &mut Entry, remarks: &mut Vec<Remark>) {
    let mut parts: Vec<String> = Vec::new();
    for place in source.layout.places(Column::Matter) {
        let cell = source.line.at(place);
        let text = cell.shown();
        if !matches!(cell, Cell::Broken(_))
            && !values::is_nothing(&text)
            && !parts.iter().any(|part| part.contains(&text))
        {
            parts.push(text);
        }
    }
    if parts.is_empty() {
        let wrong = crate::say!("没有信访事项。", "The matter is missing.");
        remarks.push(source.remark(
            Weight::Refuse,
            Column::Matter,
            "no_matter",
            &wrong,
            crate::say!(
                "应写明反映什么、要求什么。",
                "What is brought and what is asked should stand here."
            ),
            "村道破损，请求维修。",
        ));
    }
    entry.matter = parts.join("\n");
}

fn people(source: &Source<'_>, entry: &mut Entry, remarks: &mut Vec<Remark>) {
    let cell = source.cell(Column::Name);
    entry.name_entered = if matches!(cell, Cell::Broken(_)) {
        String::new()
    } else {
        cell.shown()
    };
    let mut people = values::people(&entry.name_entered);
    if values::has_stand_in(&people.names.concat()) {
        let shown = glimpse(&entry.name_entered);
        let wrong = crate::say!(
            "姓名“{shown}”里有代替生僻字的符号。",
            "The name “{shown}” holds a stand-in for a rare character."
        );
        remarks.push(source.warn(
            Column::Name,
            "name_stand_in",
            &wrong,
            crate::say!("请核对后改正。", "Check and correct it."),
            "",
        ));
    }
    if values::may_be_several(&entry.name_entered) {
        let shown = glimpse(&entry.name_entered);
        let wrong = crate::say!(
            "“{shown}”中间有空格，可能是几个人，现按一个人取。",
            "“{shown}” has spaces in it and may be several people; taken as one."
        );
        remarks.push(source.warn(
            Column::Name,
            "name_spaces",
            &wrong,
            crate::say!("几个人请用“、”隔开。", "Separate several people with 、."),
            "张某、李某",
        ));
    }
    let named = u32::try_from(people.names.len()).unwrap_or(u32::MAX);
    entry.anonymous = people.names.is_empty();
    if !entry.anonymous {
        entry.name = people.names.remove(0);
        entry.joint = people.names;
    }
    let cell = source.cell(Column::Headcount);
    let count = values::headcount(cell);
    let least = named.max(people.count.unwrap_or(1)).max(1);
    entry.headcount = count.unwrap_or(least);
    let shown = glimpse(&cell.shown());
    if count.is_none() && !cell.is_blank() {
        let wrong = crate::say!(
            "人数“{shown}”读不懂，取为{least}人。",
            "“{shown}” is no number of people; taken as {least}."
        );
        remarks.push(source.warn(
            Column::Headcount,
            "headcount",
            &wrong,
            crate::say!("应为不小于1的整数。", "A whole number from 1 is expected."),
            "3",
        ));
    } else if entry.headcount < least {
        entry.headcount = least;
        let wrong = crate::say!(
            "人数“{shown}”少于姓名栏里的人，取为{least}人。",
            "“{shown}” is fewer than the people named; taken as {least}."
        );
        remarks.push(source.warn(
            Column::Headcount,
            "headcount",
            &wrong,
            crate::say!("请核对人数。", "Check the number."),
            "",
        ));
    }
}

fn phones(source: &Source<'_>, entry: &mut Entry, remarks: &mut Vec<Remark>) {
    for place in source.layout.places(Column::Phone) {
        let cell = source.line.at(place);
        let (good, doubts) = values::phones(cell);
        for number in good {
            if !entry.phones.contains(&number) {
                entry.phones.push(number);
            }
        }
        for doubt in doubts {
            let shown = glimpse(&cell.shown());
            let (code, wrong) = match doubt {
                Doubt::Short => (
                    "phone_short",
                    crate::say!(
                        "“{shown}”位数不够，未取。",
                        "“{shown}” has too few digits and is left out."
                    ),
                ),
                Doubt::Long => (
                    "phone_long",
                    crate::say!(
                        "“{shown}”位数太多，未取。",
                        "“{shown}” has too many digits and is left out."
                    ),
                ),
                Doubt::Ruined => (
                    "phone_ruined_by_spreadsheet",
                    crate::say!(
                        "“{shown}”被表格软件改坏，未取。",
                        "“{shown}” was shortened by a spreadsheet and is left out."
                    ),
                ),
                _ => (
                    "phone_shape",
                    crate::say!(
                        "“{shown}”不像电话号码，未取。",
                        "“{shown}” is no telephone number and is left out."
                    ),
                ),
            };
            let expected = crate::say!(
                "应为11位手机号或带区号的固定电话。",
                "A mobile number of 11 digits or a landline with its area code is expected."
            );
            remarks.push(Remark::new(
                Weight::Warn,
                address(place, source.line.number),
                Column::Phone,
                code,
                &wrong,
                expected,
                "13800138000",
            ));
        }
    }
}

fn document(source: &Source<'_>, entry: &mut Entry, remarks: &mut Vec<Remark>) {
    let cell = source.cell(Column::IdNumber);
    let doubt = match values::document(cell, &source.text(Column::IdKind), source.today) {
        Document::Absent => return,
        Document::Good(kind, number) => {
            entry.id_kind = Some(kind);
            entry.id_number = number;
            return;
        }
        Document::Doubtful(doubt) => doubt,
    };
    let shown = glimpse(&cell.shown());
    let (code, wrong) = match doubt {
        Doubt::Ruined => (
            "id_ruined_by_spreadsheet",
            crate::say!(
                "“{shown}”被表格软件改坏，后三位已丢失，未取。",
                "“{shown}” was shortened by a spreadsheet, its last three digits are lost; it is left out."
            ),
        ),
        Doubt::Checksum => (
            "id_checksum",
            crate::say!(
                "“{shown}”的校验码不对，未取。",
                "The check digit of “{shown}” is wrong; it is left out."
            ),
        ),
        Doubt::Birth => (
            "id_birth",
            crate::say!(
                "“{shown}”里的出生日期不对，未取。",
                "The birth date in “{shown}” is impossible; it is left out."
            ),
        ),
        _ => (
            "id_shape",
            crate::say!(
                "“{shown}”的位数或写法不对，未取。",
                "“{shown}” has the wrong number of signs or a sign that cannot stand there; it is left out."
            ),
        ),
    };
    let expected = if doubt == Doubt::Ruined {
        crate::say!(
            "请把该列设为文本后重新填写。",
            "Format the column as text and enter it again."
        )
    } else {
        crate::say!(
            "请对照证件核对；没有证件可写“无”。",
            "Check it against the document; write 无 when there is none."
        )
    };
    remarks.push(source.warn(
        Column::IdNumber,
        code,
        &wrong,
        expected,
        "99999919700101013X",
    ));
}

/// The columns that hold one of a few words.
fn words_of(source: &Source<'_>, entry: &mut Entry, remarks: &mut Vec<Remark>) {
    let form = source.text(Column::Channel);
    entry.channel = words().channel(&form).map(str::to_owned);
    if entry.channel.is_none() && !form.is_empty() {
        let form = glimpse(&form);
        let wrong = crate::say!(
            "不认识信访形式“{form}”，未取。",
            "The channel “{form}” is not known and is left out."
        );
        remarks.push(source.warn(
            Column::Channel,
            "channel",
            &wrong,
            crate::say!(
                "应为来信、来访、来电、网信、传真或其他。",
                "来信, 来访, 来电, 网信, 传真 or 其他 is expected."
            ),
            "来访",
        ));
    }
    let mut yes_no = |column| {
        let text = source.text(column);
        let answer = words().yes_no(&text);
        if answer.is_none() && !text.is_empty() {
            let text = glimpse(&text);
            let wrong = crate::say!(
                "“{text}”不是“是”或“否”，未取。",
                "“{text}” is neither yes nor no and is left out."
            );
            remarks.push(source.warn(
                column,
                "yes_no",
                &wrong,
                crate::say!("应为是或否。", "是 or 否 is expected."),
                "是",
            ));
        }
        answer
    };
    entry.closed = yes_no(Column::Closed);
    // 重复 in a first-time column says no; in a repeated column it says yes.
    let first = source.text(Column::FirstTime);
    entry.first_time = if first.contains('重') {
        Some(false)
    } else {
        yes_no(Column::FirstTime)
    };
    let again = source.text(Column::Repeated);
    let repeated = if again.contains('初') || again.contains('首') {
        Some(false)
    } else {
        yes_no(Column::Repeated)
    };
    entry.first_time = entry.first_time.or(repeated.map(|repeated| !repeated));
}

/// Control signs and failed formulas in any column that is read.
fn oddities(source: &Source<'_>, remarks: &mut Vec<Remark>) {
    for (place, cell) in &source.line.cells {
        let Some(Some(column)) = source.layout.fields.get(*place) else {
            continue;
        };
        match cell {
            Cell::Text(text) if has_controls(text) => {
                let wrong = crate::say!(
                    "含有看不见的控制字符。",
                    "holds control characters that cannot be seen."
                );
                remarks.push(Remark::new(
                    Weight::Warn,
                    address(*place, source.line.number),
                    *column,
                    "control_characters",
                    &wrong,
                    crate::say!(
                        "原样保存，显示时会标出。",
                        "It is stored as it came and marked where it is shown."
                    ),
                    "",
                ));
            }
            Cell::Text(text) if text.contains('\u{FFFD}') => {
                let wrong = crate::say!(
                    "含有“\u{FFFD}”，文件在别处转换时已经损坏。",
                    "holds “\u{FFFD}”: the file was damaged by an earlier conversion."
                );
                remarks.push(Remark::new(
                    Weight::Warn,
                    address(*place, source.line.number),
                    *column,
                    "damaged_text",
                    &wrong,
                    crate::say!("请对照原件改正。", "Correct it from the original."),
                    "",
                ));
            }
            Cell::Broken(text) => {
                let wrong = crate::say!(
                    "公式出错（{text}），当作空白。",
                    "The formula failed ({text}); taken as empty."
                );
                remarks.push(Remark::new(
                    Weight::Warn,
                    address(*place, source.line.number),
                    *column,
                    "formula_failed",
                    &wrong,
                    crate::say!("请把公式换成文字。", "Replace the formula by its text."),
                    "",
                ));
            }
            _ => {}
        }
    }
}
