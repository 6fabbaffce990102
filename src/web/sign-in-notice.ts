// Letters about signing in. One tells of each new way into an account, whether it was asked for or
// not. Another goes to whoever wants one when somebody signs in on a browser that was not here before. The
// browser keeps a mark of each reader who signed in with it.
import type { Context } from "hono";
import type { Reader } from "../community/readers.ts";
import { browserMark } from "../community/visitors.ts";
import { writeSignInNotice, writeWayInChanged } from "../email/letters/account-letters.ts";
import { letterheadOf } from "../email/letters/letterhead.ts";
import { putIntoOutbox } from "../email/sending/outbox.ts";
import { dayIn, longDate } from "../papers/period.ts";
import { browserName } from "./browser-name.ts";
import type { Web } from "./context.ts";
import { readBrowserMarks, writeBrowserMarks } from "./cookies.ts";
import { timeIn } from "../papers/moments.ts";

export async function noticeBrowser(c: Context, web: Web, reader: Reader): Promise<void> {
  const mark = browserMark(web.secret, reader.id);
  const marks = readBrowserMarks(c, web);
  writeBrowserMarks(c, web, [mark, ...marks.filter((each) => each !== "" && each !== mark)]);
  if (marks.includes(mark) || !reader.settings.signInNotice) return;
  const now = web.clock();
  const zone = reader.settings.timeZone ?? web.config.TIME_ZONE;
  const letter = writeSignInNotice({
    letterhead: letterheadOf(web),
    to: reader.address,
    browser: browserName(c.req.header("User-Agent") ?? ""),
    when: `on ${longDate(dayIn(zone, now))} at ${timeIn(zone, now)}`,
    now,
  });
  await putIntoOutbox(web.db, { kind: "notice", reader: reader.id, letter, now });
  web.outboxChanged();
}

/** @param changed `A passkey was added` */
export async function tellWayIn(web: Web, reader: Reader, changed: string): Promise<void> {
  const now = web.clock();
  const letterhead = letterheadOf(web);
  const letter = writeWayInChanged({ letterhead, to: reader.address, changed, now });
  await putIntoOutbox(web.db, { kind: "notice", reader: reader.id, letter, now });
  web.outboxChanged();
}
