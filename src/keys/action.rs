//! THE TABLE of actions: a new command is a row here and a row in `data/keymap.toml`.

use super::scope::{Group, Scope};
use crate::words::{Lang, Word};

/// One row of the table of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionInfo {
    /// The action.
    pub action: Action,
    /// Verb-noun in kebab case; equals the variant's name.
    pub id: &'static str,
    /// What it is called.
    pub word: Word,
    /// The Chinese name in syllables parted by spaces: `xin deng ji`.
    pub pinyin: &'static str,
    /// Where it applies.
    pub scope: Scope,
    /// What it is about.
    pub group: Group,
    /// How much it deserves a place in a short footer; 0 never stands there.
    pub priority: u8,
    /// Whether it asks before it acts.
    pub danger: bool,
}

impl ActionInfo {
    /// Its name in the given language.
    #[must_use]
    pub const fn say(&self, lang: Lang) -> &'static str {
        self.word.say(lang)
    }

    /// The first letters of its syllables: `xdj`.
    #[must_use]
    pub fn initials(&self) -> String {
        self.pinyin
            .split(' ')
            .filter_map(|s| s.chars().next())
            .collect()
    }

    /// Its syllables without spaces: `xindengji`.
    #[must_use]
    pub fn sounds(&self) -> String {
        self.pinyin.replace(' ', "")
    }
}

impl Action {
    /// Every row of the table, in the order of the table.
    #[must_use]
    pub fn table() -> &'static [ActionInfo] {
        ROWS
    }

    /// The row of this action.
    #[must_use]
    pub fn info(self) -> &'static ActionInfo {
        &ROWS[self as usize] // the macro writes enum and rows in one order
    }

    /// The action of an id such as `new-intake`.
    #[must_use]
    pub fn by_id(id: &str) -> Option<Self> {
        ROWS.iter().find(|row| row.id == id).map(|row| row.action)
    }
}

/// Writes the enum, the list of all actions and the rows from one text, so that they cannot differ.
macro_rules! actions {
    ($($variant:ident $id:literal $scope:ident $group:ident $priority:literal $danger:ident $zh:literal $en:literal $pinyin:literal;)*) => {
        /// Everything a person can order the program to do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $(#[doc = $en] $variant,)*
        }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
        }

        const ROWS: &[ActionInfo] = &[$(ActionInfo {
            action: Action::$variant,
            id: $id,
            word: Word::new($zh, $en),
            pinyin: $pinyin,
            scope: Scope::$scope,
            group: Group::$group,
            priority: $priority,
            danger: $danger,
        },)*];
    };
}

// Variant, id, scope, group, footer priority, danger, 中文, English, pinyin.
actions! {
    GoDesk "go-desk" Global Rooms 20 false "去总览" "Go to the desk" "qu zong lan";
    GoIntake "go-intake" Global Rooms 18 false "去登记" "Go to intake" "qu deng ji";
    GoFind "go-find" Global Rooms 16 false "去查询" "Go to find" "qu cha xun";
    GoCase "go-case" Global Rooms 14 false "去案卷" "Go to the case" "qu an juan";
    GoLedgers "go-ledgers" Global Rooms 12 false "去台账" "Go to the ledgers" "qu tai zhang";
    GoDuty "go-duty" Global Rooms 13 false "去值班" "Go to duty" "qu zhi ban";
    CheckIn "check-in" Global Program 11 false "报到" "Check in" "bao dao";
    NewIntake "new-intake" Global Rooms 70 false "新登记" "New intake" "xin deng ji";
    OpenFind "open-find" Global Rooms 60 false "查找" "Find" "cha zhao";
    OpenPalette "open-palette" Global Program 50 false "命令" "Commands" "ming ling";
    ShowHelp "show-help" Global Program 90 false "帮助" "Help" "bang zhu";
    Back "back" Global Program 40 false "返回" "Back" "fan hui";
    Quit "quit" Global Program 30 false "退出" "Quit" "tui chu";
    SwitchLanguage "switch-language" Global Program 6 false "中文/English" "English/中文" "qie huan yu yan";
    HideScreen "hide-screen" Global Program 25 false "遮屏" "Hide the screen" "zhe ping";
    Refresh "refresh" Global Program 10 false "刷新" "Refresh" "shua xin";
    FocusPanel "focus-panel" Global Moving 35 false "到提醒栏" "Go to the alerts" "dao ti xing lan";
    Suspend "suspend" Global Program 0 false "暂回命令行" "Suspend to the shell" "zan hui ming ling hang";
    OpenUrgent "open-urgent" Global Program 56 false "紧急求助" "Urgent help" "jin ji qiu zhu";
    NightWatch "night-watch" Global Program 0 false "值班大屏" "Large watch" "zhi ban da ping";
    SwitchBell "switch-bell" Global Program 0 false "新事项响铃" "Bell for new alerts" "xin shi xiang xiang ling";
    Repaint "repaint" Global Program 0 false "重画屏幕" "Repaint the screen" "chong hua ping mu";

    AcknowledgeAlert "acknowledge-alert" Desk Rows 46 false "看过" "Seen" "kan guo";
    FilterKind "filter-kind" Desk Rows 44 false "按种类" "By kind" "an zhong lei";
    FilterUnit "filter-unit" Desk Rows 43 false "按单位" "By unit" "an dan wei";
    FilterAlerts "filter-alerts" Desk Rows 45 false "筛选提醒" "Filter alerts" "shai xuan ti xing";

    AdoptPerson "adopt-person" Intake Entries 85 false "就是此人" "This is the person" "jiu shi ci ren";
    ShareMatter "share-matter" Intake Entries 49 false "另一人，同一事项" "Another person, same matter" "ling yi ren tong yi shi xiang";
    SameBoth "same-both" Intake Entries 48 false "同一人，同一事项" "Same person, same matter" "tong yi ren tong yi shi xiang";
    NotSame "not-same" Intake Entries 47 false "都不是，不再提示" "Neither; do not ask again" "dou bu shi bu zai ti shi";
    TakeAnswerBack "take-answer-back" Intake Entries 0 false "收回回答" "Take the answer back" "shou hui hui da";
    NextMatch "next-match" Intake Entries 50 false "看下一人" "Next match" "kan xia yi ren";
    PreviousMatch "previous-match" Intake Entries 0 false "看上一人" "Previous match" "kan shang yi ren";
    AddPerson "add-person" Intake Entries 55 false "加一人" "Add a person" "jia yi ren";
    AddRequest "add-request" Intake Entries 54 false "加一项诉求" "Add a request" "jia yi xiang su qiu";
    RemoveEntry "remove-entry" Intake Entries 20 false "删去本条" "Remove this entry" "shan qu ben tiao";
    ParkDraft "park-draft" Intake Drafts 65 false "搁下另起" "Park and start another" "ge xia ling qi";
    NextDraft "next-draft" Intake Drafts 40 false "下一份草稿" "Next draft" "xia yi fen cao gao";
    PreviousDraft "previous-draft" Intake Drafts 15 false "上一份草稿" "Previous draft" "shang yi fen cao gao";
    DiscardDraft "discard-draft" Intake Drafts 8 true "丢弃草稿" "Discard the draft" "diu qi cao gao";

    SwitchKind "switch-kind" Find Rows 55 false "人员/信访件" "People/petitions" "qie huan ren yuan xin fang jian";

    PersonFile "person-file" Find Rows 57 false "人员档案" "Person's file" "ren yuan dang an";

    TellApart "tell-apart" Person Steps 60 false "不是同一人" "Somebody else" "bu shi tong yi ren";
    SwapKept "swap-kept" Person Steps 58 false "换以哪条为主" "The other way round" "huan yi na tiao wei zhu";

    OpenSteps "open-steps" Case Steps 95 false "办理" "Next steps" "ban li";
    ExplainDeadline "explain-deadline" Case Steps 60 false "期限依据" "Why this deadline" "qi xian yi ju";
    ShowReceipt "show-receipt" Case Steps 55 false "看回执" "Show the receipt" "kan hui zhi";
    ChoosePaper "choose-paper" Case Steps 52 false "文书" "Papers" "wen shu";
    AddNote "add-note" Case Steps 58 false "记备注" "Add a note" "ji bei zhu";
    OpenPerson "open-person" Case Steps 50 false "看信访人" "Open the person" "kan xin fang ren";

    AddEntry "add-entry" Duty Entries 85 false "新增" "New" "xin zeng";
    ChangeEntry "change-entry" Duty Entries 60 false "更改" "Change" "geng gai";
    DropEntry "drop-entry" Duty Entries 30 true "撤销" "Take back" "che xiao";
    OverrideShift "override-shift" Duty Entries 56 false "替班" "Override" "ti ban";
    AskSwap "ask-swap" Duty Entries 54 false "换班" "Swap" "huan ban";
    ApproveSwap "approve-swap" Duty Entries 53 false "批准换班" "Approve the swap" "pi zhun huan ban";
    RefuseSwap "refuse-swap" Duty Entries 24 false "不批换班" "Refuse the swap" "bu pi huan ban";
    SignHandover "sign-handover" Duty Entries 70 false "签字" "Sign" "qian zi";
    TakeCode "take-code" Duty Entries 22 false "取口令" "One-time code" "qu kou ling";
    PublishHours "publish-hours" Duty Entries 52 false "公布接待时间" "Publish hours" "gong bu jie dai shi jian";
    AccountFor "account-for" Duty Entries 26 false "说明原因" "Account for it" "shuo ming yuan yin";
    AcknowledgeDuty "acknowledge-duty" Duty Entries 51 false "看过" "Seen" "kan guo";
    MakePetition "make-petition" Duty Entries 23 false "转为信访件" "Make it a petition" "zhuan wei xin fang jian";
    NextWeek "next-week" Duty Moving 21 false "下一周" "Next week" "xia yi zhou";
    PreviousWeek "previous-week" Duty Moving 19 false "上一周" "Previous week" "shang yi zhou";

    SortColumn "sort-column" Ledgers Rows 55 false "排序" "Sort" "pai xu";
    FilterRows "filter-rows" Ledgers Rows 65 false "筛选" "Filter" "shai xuan";
    ClearFilter "clear-filter" Ledgers Rows 30 false "清除筛选" "Clear the filter" "qing chu shai xuan";
    ExportRows "export-rows" Ledgers Rows 60 false "导出" "Export" "dao chu";
    RemindMarked "remind-marked" Ledgers Rows 50 false "催办" "Remind" "cui ban";
    NewClaim "new-claim" Claims Rows 62 false "登记申请" "New request" "deng ji shen qing";
    WithdrawClaim "withdraw-claim" Claims Rows 28 false "申请人撤回" "Taken back" "shen qing ren che hui";
    ToggleColumn "toggle-column" Ledgers Rows 25 false "选列" "Choose columns" "xuan lie";

    AnswerPerson "answer-person" Waiting Rows 85 false "同一人" "Same person" "tong yi ren";
    AnswerMatter "answer-matter" Waiting Rows 64 false "同一事项" "Same matter" "tong yi shi xiang";
    AnswerBoth "answer-both" Waiting Rows 63 false "两者都是" "Both are" "liang zhe dou shi";
    AnswerNeither "answer-neither" Waiting Rows 62 false "都不是" "Neither is" "dou bu shi";
    AnswerBack "answer-back" Waiting Rows 26 false "收回这一答" "Unanswer this one" "shou hui zhe yi da";
    NextPair "next-pair" Waiting Moving 55 false "比下一人" "Compare the next" "bi xia yi ren";
    PreviousPair "previous-pair" Waiting Moving 0 false "比上一人" "Compare the previous" "bi shang yi ren";
    NextOpen "next-open" Waiting Moving 58 false "下一行未答" "Next open row" "xia yi hang wei da";
    NextWaiting "next-waiting" Waiting Moving 24 false "下一份台账" "Next ledger" "xia yi fen tai zhang";
    ImportWaiting "import-waiting" Waiting Rows 82 true "确认导入" "Import it" "que ren dao ru";
    DropWaiting "drop-waiting" Waiting Rows 23 true "撤下台账" "Put it away" "che xia tai zhang";

    OtherDraft "other-draft" Form Drafts 0 false "换另一份没写完的" "The other unfinished one" "huan ling yi fen mei xie wan de";

    MoveUp "move-up" List Moving 0 false "上移" "Up" "shang yi";
    MoveDown "move-down" List Moving 0 false "下移" "Down" "xia yi";
    PageUp "page-up" List Moving 0 false "上一页" "Page up" "shang yi ye";
    PageDown "page-down" List Moving 0 false "下一页" "Page down" "xia yi ye";
    GoTop "go-top" List Moving 0 false "到开头" "Top" "dao kai tou";
    GoBottom "go-bottom" List Moving 0 false "到末尾" "Bottom" "dao mo wei";
    PreviewUp "preview-up" List Moving 0 false "预览上滚" "Scroll preview up" "yu lan shang gun";
    PreviewDown "preview-down" List Moving 0 false "预览下滚" "Scroll preview down" "yu lan xia gun";
    NextPane "next-pane" List Moving 28 false "下一栏" "Next pane" "xia yi lan";
    PreviousPane "previous-pane" List Moving 0 false "上一栏" "Previous pane" "shang yi lan";
    Open "open" List Moving 80 false "打开" "Open" "da kai";
    Mark "mark" List Rows 22 false "标记" "Mark" "biao ji";
    MarkAll "mark-all" List Rows 12 false "全部标记" "Mark all" "quan bu biao ji";

    NextField "next-field" Form Moving 30 false "下一项" "Next field" "xia yi xiang";
    PreviousField "previous-field" Form Moving 0 false "上一项" "Previous field" "shang yi xiang";
    EnterField "enter-field" Form Editing 0 false "填好本项" "Enter this field" "tian hao ben xiang";
    Save "save" Form Editing 100 false "保存" "Save" "bao cun";
    Undo "undo" Form Editing 20 false "撤销" "Undo" "che xiao";
    Redo "redo" Form Editing 5 false "重做" "Redo" "chong zuo";
    ClearField "clear-field" Form Editing 10 false "清空本项" "Clear the field" "qing kong ben xiang";
    DeleteWord "delete-word" Form Editing 4 false "删去一词" "Delete a word" "shan qu yi ci";
    SelectAll "select-all" Form Editing 3 false "全选" "Select all" "quan xuan";
    PickChoice "pick-choice" Form Editing 45 false "选项" "Choices" "xuan xiang";
    AcceptProposal "accept-proposal" Form Editing 75 false "接受建议" "Accept the proposal" "jie shou jian yi";
    NextFault "next-fault" Form Moving 15 false "下一处差错" "Next fault" "xia yi chu cha cuo";

    Accept "accept" Layer Program 90 false "确定" "Accept" "que ding";
    Cancel "cancel" Layer Program 80 false "取消" "Cancel" "qu xiao";
    NextChoice "next-choice" Layer Moving 30 false "另一项" "Other choice" "ling yi xiang";
    PreviousChoice "previous-choice" Layer Moving 0 false "前一项" "Previous choice" "qian yi xiang";
}
