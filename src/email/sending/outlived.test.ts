import { expect, test } from "vitest";
import { minutesLater, openOffice, sendTo } from "../../../fixtures/mail-office.ts";
import { openPostOffice } from "../../../fixtures/post-office.ts";
import { addReader } from "../../community/readers.ts";
import { writeNewAddress, writeSignIn } from "../letters/account-letters.ts";
import { requestSubscription } from "../subscriptions/subscriptions.ts";
import { pauseMail } from "./mail-pause.ts";
import { putIntoOutbox } from "./outbox.ts";

const token = "a-token-that-lets-somebody-in-99";

/** A letter of each kind that bears a link, all to one mailbox that takes nothing for now. */
async function officeWithLinks() {
  const office = await openOffice();
  const { db, letterhead } = office;
  const now = minutesLater(0);
  const to = "ada@university.edu";
  const { id: reader } = await addReader(db, { name: "Ada", address: to, role: "reader", now });
  const letter = { letterhead, to, path: `/sign-in/${token}`, now };
  await putIntoOutbox(db, { kind: "sign-in", reader, letter: writeSignIn(letter), now });
  await putIntoOutbox(db, { kind: "confirmation", reader, letter: writeNewAddress(letter), now });
  const wish = { frequency: "daily" as const, follows: [] };
  await requestSubscription(db, { address: to, wish, letterhead, now });
  const server = await openPostOffice();
  server.mood = (stage) => (stage === "recipient" ? "450 4.2.2 Not now" : undefined);
  const rows = async () =>
    await db
      .selectFrom("outbox")
      .select(["state", "message", "last_error as error"])
      .orderBy("id")
      .execute();
  return {
    db,
    server,
    send: async (minutes: number) =>
      await sendTo(office, server.url, { clock: () => minutesLater(minutes) }),
    states: async () => (await rows()).map(({ state }) => state),
    rows,
  };
}

test("a link that ends before its letter could leave is not sent; its token lies here no longer, and no mailbox is to blame", async () => {
  const { db, server, send, states, rows } = await officeWithLinks();
  expect(await send(0)).toMatchObject({ sent: 0, failed: 0, deferred: 3 });
  expect(await states()).toEqual(["queued", "queued", "queued"]);
  expect(await send(11)).toMatchObject({ failed: 1 });
  expect(await states()).toEqual(["failed", "queued", "queued"]);
  expect(await send(61)).toMatchObject({ failed: 1 });
  expect(await states()).toEqual(["failed", "failed", "queued"]);
  const given = (await rows()).slice(0, 2);
  expect(given.map(({ message, error }) => [message.length, error])).toEqual(
    [0, 0].map((length) => [
      length,
      expect.stringMatching(/^Its link ended before it could be sent\. .*450 4\.2\.2 Not now/),
    ]),
  );
  expect(await db.selectFrom("bounces").select("kind").execute()).toEqual([]);
  server.mood = () => undefined;
  expect(await send(300)).toMatchObject({ sent: 1, failed: 0 });
});

test("while the owner has paused the mail, links end all the same", async () => {
  const { db, send, states } = await officeWithLinks();
  await pauseMail(db, { by: "owner", reason: "for a test", now: minutesLater(0) });
  expect(await send(11)).toMatchObject({ failed: 1, paused: true });
  expect(await states()).toEqual(["failed", "queued", "queued"]);
});
