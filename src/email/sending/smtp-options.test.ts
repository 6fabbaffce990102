// A password and a network.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { expect, onTestFinished, test } from "vitest";
import { officeWithMail, sendTo, statesIn } from "../../../fixtures/mail-office.ts";
import { checkMailServer } from "./mailer.ts";
import { readSmtpUrl } from "./smtp-options.ts";

/** A server that asks for a password and knows no STARTTLS; answers what it was told. */
async function openPlainServer({ right = "right" } = {}) {
  const told: (string | null | undefined)[] = [];
  let taken = 0;
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    closeTimeout: 100,
    onAuth({ password }, _session, done) {
      told.push(password);
      if (password === right) done(null, { user: "me" });
      else done(new Error("Wrong"));
    },
    onData(stream, _session, done) {
      stream.resume().on("end", () => {
        taken++;
        done();
      });
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  // Leads to this machine, and is not named as it.
  const url = (rest = "") => new URL(`smtp://me:right@0.0.0.0:${port}${rest}`);
  return { url, port, told, taken: () => taken };
}

test("a password does not cross the network in the clear, unless the owner says so", async () => {
  const office = await officeWithMail(3);
  const server = await openPlainServer();
  const refused = await sendTo(office, server.url());
  expect(refused).toMatchObject({ sent: 0, failed: 0, deferred: 0 });
  expect(refused.stopped).toMatch(/^Nothing can be sent now\. 0\.0\.0\.0 offers no encryption/);
  expect(refused.stopped).toContain("add ?ignoreTLS=true to SMTP_URL");
  expect(await checkMailServer(server.url())).toContain("add ?ignoreTLS=true to SMTP_URL");
  expect(server.told).toEqual([]);
  expect(await statesIn(office)).toEqual({ queued: 3 });

  expect(await checkMailServer(server.url("?ignoreTLS=true"))).toBeUndefined();
  expect(await sendTo(office, server.url("?ignoreTLS=true"))).toMatchObject({ sent: 3 });
  expect(server.taken()).toBe(3);
});

test("on this machine, without a password and with smtps nothing changes", () => {
  const requires = (url: string) => readSmtpUrl(new URL(url)).requireTLS;
  expect(requires("smtp://me:right@mail.example.org:587")).toBe(true);
  expect(requires("smtp://me:right@mail.example.org:587?name=here")).toBe(true);
  expect(requires("smtp://me:right@127.0.0.1:2525")).toBeUndefined();
  expect(requires("smtp://mail.example.org:25")).toBeUndefined();
  expect(requires("smtp://mail.example.org:25?requireTLS=true")).toBe(true);
  expect(requires("smtps://me:right@mail.example.org")).toBeUndefined();
});

test("who is not let in hangs up", async () => {
  const sockets = () => process.getActiveResourcesInfo().filter((kind) => kind === "TCPSocketWrap");
  const before = sockets().length;
  const office = await officeWithMail(3);
  const server = await openPlainServer({ right: "another" });
  const { stopped } = await sendTo(office, new URL(`smtp://me:right@127.0.0.1:${server.port}`));
  expect(stopped).toContain("Nothing can be sent now.");
  await expect.poll(() => sockets().length, { timeout: 2000 }).toBeLessThanOrEqual(before);
});
