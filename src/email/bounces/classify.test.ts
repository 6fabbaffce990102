import { expect, test } from "vitest";
import { classify, classifyAnswer, type Verdict } from "./classify.ts";

test("a status code tells whether the mailbox is gone, or only cannot take it now, or it is us", () => {
  const codes: Record<Verdict, string> = {
    hard: "5.1.1 5.1.2 5.1.3 5.1.6 5.1.10 5.2.1 5.1.0",
    soft: "4.0.0 4.2.2 4.4.1 4.4.7 5.0.0 5.1.4 5.2.2 5.2.3 5.3.0 5.3.4 5.4.1 5.4.4 5.4.6 5.5.0 5.9.9",
    policy: "5.7.0 5.7.1 5.7.26 5.7.515 5.6.0 5.6.3 5.1.7 5.1.8 4.7.28",
    delivered: "2.0.0 2.1.5",
  };
  for (const [verdict, list] of Object.entries(codes)) {
    for (const code of list.split(" ")) {
      expect([code, classify(code, "")]).toEqual([code, verdict]);
    }
  }
});

test("where the code says little, another code or the words say more", () => {
  const cases: [Verdict, string | undefined, string][] = [
    ["hard", "5.0.0", "550 5.1.1 <ada@example.net>: User unknown"],
    ["soft", "5.0.0", "552 5.2.2 over quota"],
    ["policy", "5.1.0", "550-'5.7.1 Message rejected'"],
    ["hard", "5.3.0", "553 5.3.0 <ada@example.net>... Addressee unknown"],
    ["hard", "5.5.0", "550 No such user here"],
    ["soft", "5.5.0", "550 Requested action not taken: mailbox unavailable"],
    ["hard", undefined, "554 delivery error: dd This user doesn't have a yahoo.com account"],
    ["hard", undefined, "550 The recipient does not exist"],
    ["hard", undefined, "Sorry, no mailbox here by that name."],
    ["policy", undefined, "554 Your message was blocked as spam: user unknown to you"],
    ["policy", "5.0.0", "550 Access denied"],
    ["soft", undefined, ""],
    // Gmail says so of a mailbox that is only busy.
    ["soft", "5.2.1", "The user you are trying to contact is receiving mail at a rate that …"],
    // A number of another kind is no code.
    ["soft", undefined, "554 refused by 5.1.1.1, see section 15.1.1 of version 5.1.1.2"],
    // The status goes before what an inner server once said.
    ["soft", "4.4.7", "550 5.1.1 once"],
  ];
  for (const [verdict, status, says] of cases) {
    expect([says, classify(status, says)]).toEqual([says, verdict]);
  }
});

test("an answer to the recipient's name is understood with and without a code", () => {
  const cases: [ReturnType<typeof classifyAnswer>, string][] = [
    ["hard", "550 5.1.1 No such user"],
    ["hard", "550 User unknown"],
    ["hard", "550-5.1.1 The email account that you tried to reach\r\n550 5.1.1 does not exist."],
    ["hard", "550 5.2.1 The email account that you tried to reach is disabled"],
    ["hard", "553 sorry, no mailbox here by that name (#5.1.1)"],
    ["soft", "450 4.2.1 Greylisted, try again later"],
    ["soft", "450 4.7.1 Greylisted, try again later"],
    ["soft", "450 5.1.1 User unknown for now"],
    ["soft", "452 4.2.2 Mailbox full"],
    ["soft", "552 5.2.2 Mailbox full"],
    ["soft", "554 Transaction failed"],
    ["soft", "250 2.1.5 Ok"],
    ["soft", ""],
    ["policy", "550 5.7.1 Client host blocked using Spamhaus"],
    ["policy", "554 Service unavailable; Client host blocked"],
    ["policy", "550 Relaying denied"],
    ["policy", "550 We do not relay"],
    ["policy", "554 Listed by zen.spamhaus.org"],
    ["policy", "550 SMTP authentication is required"],
    ["policy", "550 5.7.515 Access denied, sending domain does not meet the level"],
  ];
  for (const [verdict, answer] of cases) {
    expect([answer, classifyAnswer(answer)]).toEqual([answer, verdict]);
  }
});
