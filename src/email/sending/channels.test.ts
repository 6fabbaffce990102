// Mail and webhooks: what stops one does not stop the other.
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { makeCertificate } from "../../../fixtures/certificate.ts";
import { morning } from "../../../fixtures/instance.ts";
import {
  addReaders,
  composeIn,
  minutesLater,
  openOffice,
  plainWish,
  sendTo,
  statesIn,
  type Office,
} from "../../../fixtures/mail-office.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { openPostOffice } from "../../../fixtures/post-office.ts";
import { pauseMail, resumeMail } from "./mail-pause.ts";
import { takeIn } from "../subscriptions/subscription-import.ts";

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function openReceiver() {
  const receiver = { address: "", calls: 0 };
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      receiver.calls++;
      response.end();
    });
  });
  receiver.address = `http://127.0.0.1:${await listening(server)}/`;
  return receiver;
}

/** A digest for so many readers, and one for a webhook at that address, which comes last. */
async function officeWith({ readers, address }: { readers: number; address: string }) {
  const office = await openOffice([aPaper()]);
  const { db, keeper, letterhead } = office;
  await addReaders(office, readers);
  const webhook = { channel: "webhook" as const, address, addressKey: address, wish: plainWish };
  const now = new Date(morning.getTime() - 86_400_000);
  await takeIn(db, keeper, [webhook], { consent: "the owner", letterhead, now });
  await composeIn(office);
  return office;
}

const closed = new URL("smtp://127.0.0.1:1");

test.each<[string, (office: Office) => Promise<{ stopped?: string }>]>([
  ["a mail server that is not there", (office) => sendTo(office, closed)],
  [
    "a warm-up that is used up",
    async (office) => {
      const server = await openPostOffice();
      return await sendTo(office, server.url, { warmUp: 1 });
    },
  ],
  [
    "a pause by policy",
    async (office) => {
      await pauseMail(office.db, { by: "policy", reason: "It said so.", now: morning });
      return await sendTo(office, closed);
    },
  ],
])("%s stops mail and not webhooks", async (_what, send) => {
  const receiver = await openReceiver();
  const office = await officeWith({ readers: 20, address: receiver.address });
  const { stopped } = await send(office);
  expect(stopped).toBeDefined();
  expect(receiver.calls).toBe(1);
});

test("the owner's pause stops both", async () => {
  const receiver = await openReceiver();
  const office = await officeWith({ readers: 2, address: receiver.address });
  await pauseMail(office.db, { by: "owner", reason: "It is late.", now: morning });
  expect(await sendTo(office, undefined)).toMatchObject({ sent: 0, paused: true });
  expect(receiver.calls).toBe(0);
  await resumeMail(office.db, morning);
  expect(await sendTo(office, undefined)).toEqual({ sent: 3, failed: 0, deferred: 0 });
});

test("a receiver with a wrong certificate has not got it", async () => {
  const server = createTlsServer(makeCertificate("elsewhere.example", 30));
  const address = `https://127.0.0.1:${await listening(server)}/`;
  const office = await officeWith({ readers: 0, address });
  expect(await sendTo(office, undefined)).toMatchObject({ deferred: 1 });
  expect(await statesIn(office)).toEqual({ queued: 1 });
});

test("what went to a folder or was a test begins no warm-up", async () => {
  const office = await openOffice([aPaper()]);
  await addReaders(office, 5);
  await composeIn(office);
  await sendTo(office, undefined, { warmUp: 2 });
  expect(await statesIn(office)).toEqual({ sent: 5 });
  await office.db
    .updateTable("outbox")
    .set({ kind: "test", carried_by: "smtp" })
    .where("id", "=", 1)
    .execute();
  await office.db.updateTable("outbox").set({ state: "queued" }).where("id", ">", 1).execute();
  const server = await openPostOffice();
  // Three days later it is the first day still.
  const clock = () => minutesLater(3 * 1440);
  expect(await sendTo(office, server.url, { warmUp: 2, clock })).toMatchObject({ sent: 2 });
  expect(await statesIn(office)).toEqual({ sent: 3, queued: 2 });
});
