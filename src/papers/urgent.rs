//! The urgent-help card (紧急求助): whom to call first, what to say, where help is to come. Pure.

use chrono::NaiveDateTime;

use crate::domain::office::Office;
use crate::flow::duty::Board;
use crate::words::Lang;

/// The card.
#[must_use]
pub fn card(office: &Office, board: &Board, at: NaiveDateTime, lang: Lang) -> String {
    let (name, phone) = (&office.name, &office.phone);
    let crew: Vec<String> = board
        .on(at)
        .map(|t| {
            let leader = board.name(&t.crew.leader);
            let line = &t.phone;
            let said = say!(
                "带班领导 {leader}　值班电话 {line}",
                "leader on duty {leader}, duty phone {line}"
            );
            said.say(lang).to_owned()
        })
        .collect();
    let crew = crew.join("\n");
    let text = say!(
        "有人生命或安全有危险：先打电话，后登记。

  110  公安（要伤人、伤己、被伤害）
  120  急救（受伤、服药、昏倒）
  119  消防（火情、高处、水边、被困）
  12356  心理援助热线（不想活、情绪失控；与110、120、119联动）

报警这样说：我是{name}。地点：〔门牌、楼层、显眼标志〕。人数、状态。
  我的电话：{phone}〔并报本机号码〕。我不挂断，派人在门口等。
对求助的人这样说：我在听，您慢慢说。您现在在哪里？身边有人吗？
  我们已经请人来帮您，我陪您说话，等他们到。
  不争辩，不指责，不答应做不到的事，不让他（她）一个人。
{crew}

通话后开记录（zhuoluo duty urgent open）：几点几分、谁打给谁、结果。带班领导会看到，明天要跟进。
所反映的事照常登记办理；本记录只限有关人员查看，不与任何人的档案相连。
",
        "A life or somebody's safety is in danger: call first, register after.

  110  police (harm to others or oneself, violence)
  120  ambulance (injury, poison, collapse)
  119  fire and rescue (fire, heights, water, trapped)
  12356  psychological aid (does not want to live; linked with 110, 120, 119)

Tell them: this is {name}. Place: [street, floor, landmark]. How many, in what state.
  My phone: {phone} [and this line]. I stay on the line; somebody waits at the door.
Tell the person: I am listening, take your time. Where are you? Is somebody with you?
  Help is on its way; I stay and talk with you until they come.
  Do not argue, do not blame, promise nothing you cannot keep, leave nobody alone.
{crew}

After the calls open the record (`zhuoluo duty urgent open`): when, who called whom, outcome.
The leader sees it; a follow-up is due tomorrow. The matter itself is registered as any other; this
record is read by those concerned only and is linked to nobody's file.
"
    );
    text.say(lang).to_owned()
}
