import { expect, test } from "vitest";
import { signUnsubscribing } from "../../email/link-tokens.ts";
import { links } from "../../links.ts";
import { form, now, secret, webForTest, type TestWeb } from "../../../fixtures/web.ts";

async function subscribe({ db }: TestWeb): Promise<string> {
  const address = "ada@university.edu";
  const at = now.toISOString();
  const { id } = await db
    .insertInto("subscriptions")
    .values({
      address,
      address_key: address,
      frequency: "daily",
      status: "confirmed",
      created_at: at,
      confirmed_at: at,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return links.unsubscribe(signUnsubscribing(secret, { id, addressKey: address }));
}

async function statusIn({ db }: TestWeb): Promise<string> {
  return (await db.selectFrom("subscriptions").select("status").executeTakeFirstOrThrow()).status;
}

test("opening the link changes nothing; the button ends the letters and offers a way back", async () => {
  const test = await webForTest();
  const address = await subscribe(test);
  const page = await test.read(address);
  expect(page).toContain("Shall the letters end?");
  expect(await statusIn(test)).toBe("confirmed");
  const ended = await test.read(address, form({}, { Origin: "http://localhost:3000" }));
  expect(ended).toContain("You are unsubscribed.");
  expect(ended).toContain('value="ada@university.edu"');
  expect(await statusIn(test)).toBe("unsubscribed");
  expect(await test.read(address)).toContain("You are unsubscribed.");
});

test("a mail program unsubscribes in one click, from anywhere, as often as it likes", async () => {
  const test = await webForTest();
  const address = await subscribe(test);
  const multipart = new FormData();
  multipart.set("List-Unsubscribe", "One-Click");
  const requests: RequestInit[] = [
    form(
      { "List-Unsubscribe": "One-Click" },
      { Origin: "https://mail.example", "Sec-Fetch-Site": "cross-site" },
    ),
    { method: "POST", body: multipart },
    form({ "List-Unsubscribe": "One-Click" }),
  ];
  for (const request of requests) {
    const response = await test.web.request(address, request);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toMatch(/^text\/plain/);
    expect(response.headers.get("Set-Cookie")).toBeNull();
    expect(await statusIn(test)).toBe("unsubscribed");
  }
});

test("a link that was tampered with ends nothing", async () => {
  const test = await webForTest();
  const address = await subscribe(test);
  for (const path of [
    `${address}x`,
    address.replace("/1.", "/2."),
    "/unsubscribe/1",
    "/unsubscribe/%00",
  ]) {
    expect((await test.web.request(path)).status).toBe(404);
    const response = await test.web.request(path, form({ "List-Unsubscribe": "One-Click" }));
    expect(response.status).toBe(404);
  }
  expect(await statusIn(test)).toBe("confirmed");
});

test("another site cannot press the button", async () => {
  const test = await webForTest();
  const address = await subscribe(test);
  const response = await test.web.request(address, form({}, { Origin: "https://evil.example" }));
  expect(response.status).toBe(403);
  expect(await statusIn(test)).toBe("confirmed");
});
