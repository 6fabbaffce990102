// What a report that names one recipient or several means for the one to whom we wrote.
import { addressKey } from "../subscriptions/address.ts";
import { classify, tellingCode, type Verdict } from "./classify.ts";
import type { RecipientReport } from "./reading.ts";

export interface Judgement {
  verdict: Verdict;
  status: string | undefined;
  says: string;
}

/** From the mildest: where several destinations failed, the address is given the benefit. */
const verdicts: readonly Verdict[] = ["delivered", "policy", "soft", "hard"];

export function judge(recipients: readonly RecipientReport[], recipient: string): Judgement {
  const key = addressKey(recipient);
  const named = recipients.filter(({ addresses }) => addresses.map(addressKey).includes(key));
  // An address that forwards may be named by none of its destinations.
  const judged = (named.length > 0 ? named : recipients).map(judgeOne);
  judged.sort((one, other) => verdicts.indexOf(one.verdict) - verdicts.indexOf(other.verdict));
  return judged[0] ?? { verdict: "delivered", status: undefined, says: "" };
}

function judgeOne({ action, status, says }: RecipientReport): Judgement {
  // `delayed`, `delivered`, `relayed` and `expanded` are no failures, whatever their status.
  const failed = action === "failed" || (action === "" && status?.startsWith("5"));
  return {
    verdict: failed ? classify(status, says) : "delivered",
    status: tellingCode(status, says),
    says,
  };
}
