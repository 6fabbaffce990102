// Reports of failure in words alone, as qmail and old servers write them. They are only looked for
// where our own signed address got them.
import { classify } from "./classify.ts";
import { first, type Fields } from "./fields.ts";
import type { RecipientReport } from "./reading.ts";

const mostWords = 6000;
/** Where the returned message begins: its words are ours, not the server's. */
const copy = /^-+ ?(Below this line is a copy|This is a copy|Original message|Returned message)/im;
const notYet = /\bwarning (message )?only\b|\bwill (keep trying|retry|be retried)\b|\bdelayed\b/i;
const gaveUp =
  /\b(undeliver|not be delivered|unable to deliver|wasn['’]t able to deliver|failure|returned|permanent|bounced)/i;

export function readPlainFailure(
  header: Fields,
  text: string | undefined,
): RecipientReport | undefined {
  if (!isFromServer(header) || text === undefined) return undefined;
  const start = text.slice(0, mostWords);
  const says = start.slice(0, copy.exec(start)?.index);
  if (notYet.test(says)) return { action: "delayed", status: undefined, says, addresses: [] };
  const verdict = classify(undefined, says);
  if (verdict === "delivered" || (verdict === "soft" && !gaveUp.test(says))) return undefined;
  return { action: "failed", status: undefined, says, addresses: [] };
}

/** Only a server has no address of its own to answer to. */
function isFromServer(header: Fields): boolean {
  return (
    first(header, "return-path") === "<>" ||
    /(^|[\s<"])(mailer-daemon|postmaster|mail-daemon)@/i.test(first(header, "from"))
  );
}
