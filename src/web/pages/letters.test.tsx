import { expect, test } from "vitest";
import { composeIn } from "../../../fixtures/mail-office.ts";
import { aReader, officeOf } from "../../../fixtures/web-mail.ts";
import { endSubscription } from "../../email/subscriptions/subscriptions.ts";
import { now, paper, webForTest } from "../../../fixtures/web.ts";

const hostile = '<script>alert(1)</script><img src="https://evil.example/x"> $x^2$';
const papers = [paper(), paper({ identifier: "arxiv:2603.25001", title: hostile })];

test("the letters of a subscription are listed at an address that only reads", async () => {
  const test = await webForTest({ papers });
  const { letters, manage } = await aReader(test);
  expect(await test.read(letters)).toContain("None has been made yet.");
  await composeIn(officeOf(test));
  const response = await test.web.request(letters);
  const page = await response.text();
  expect(page).toContain("1\u00a0letter, the newest first.");
  expect(page).toContain(`href="${letters}/2026-03-27"`);
  expect(page).toContain("2\u00a0papers");
  expect(page).toContain(`href="${letters}/feed"`);
  expect(page).toContain(`href="${letters}/feed.json"`);
  expect(page).toContain('<meta name="robots" content="noindex"/>');
  expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
  // Whoever has it can change nothing.
  expect(page).not.toContain(manage);
  expect(page).not.toContain("ada@university.edu");
});

test("a letter is read in the browser as it was mailed, and nothing in it runs or loads", async () => {
  const test = await webForTest({ papers });
  const { letters } = await aReader(test);
  await composeIn(officeOf(test));
  const response = await test.web.request(`${letters}/2026-03-27`);
  const html = await response.text();
  expect(response.status).toBe(200);
  expect(html).toContain("List Estimation");
  expect(html).not.toMatch(/<script|<img/);
  const { headers } = response;
  const policy = headers.get("Content-Security-Policy")!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("sandbox allow-top-navigation-by-user-activation allow-popups");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("allow-scripts");
  expect(headers.get("Cache-Control")).toBe("private, no-store");
  expect(headers.get("X-Robots-Tag")).toBe("noindex");
  expect(headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");

  const text = await test.web.request(`${letters}/2026-03-27?text`);
  expect(text.headers.get("Content-Type")).toMatch(/^text\/plain/);
  expect(await text.text()).toMatch(/^Broadsheet\nFriday 27 March 2026\n/);
});

test("a letter that was never made, and an edition that cannot be", async () => {
  const test = await webForTest({ papers });
  const { letters } = await aReader(test);
  for (const [edition, name] of [
    ["2026-03-26", "Thursday 26 March 2026"],
    ["2026-W12", "Week 12, 2026"],
    ["99", "99"],
  ]) {
    const response = await test.web.request(`${letters}/${edition}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(`There is no letter of ${name} here.`);
  }
  expect((await test.web.request(`${letters}/${"9".repeat(500)}`)).status).toBe(404);
  expect((await test.web.request(`${letters}/2026-03-27%2f..`)).status).toBe(404);
});

test("whoever may read the letters can neither change nor end the subscription by them", async () => {
  const test = await webForTest({ papers: [paper()] });
  const { letters } = await aReader(test);
  await composeIn(officeOf(test));
  for (const path of ["/2026-03-27", "/2026-03-27?text", "/feed", "/feed.json"]) {
    expect(await test.read(`${letters}${path}`)).not.toMatch(/\/(subscription|unsubscribe)\//);
  }
});

test("no other link opens the letters, and no reader sees those of another", async () => {
  const test = await webForTest({ papers });
  const { letters, manage, leave } = await aReader(test);
  await composeIn(officeOf(test));
  const token = letters.split("/").at(-1)!;
  for (const wrong of [
    `${token}x`,
    `2${token.slice(1)}`,
    manage.split("/").at(-1)!,
    leave.split("/").at(-1)!,
  ]) {
    for (const path of ["", "/2026-03-27", "/2026-03-27?text"]) {
      expect((await test.web.request(`/letters/${wrong}${path}`)).status).toBe(404);
    }
  }
});

test("a letter in the browser names its reader by a letter alone; after leaving there is none", async () => {
  const test = await webForTest({ papers });
  const { letters, id, address } = await aReader(test);
  await composeIn(officeOf(test));
  for (const path of [`${letters}/2026-03-27`, `${letters}/2026-03-27?text`]) {
    const page = (await test.read(path)).replaceAll(/\s+/g, " ");
    expect(page).toContain("a…@university.edu");
    expect(page).not.toContain(address);
  }
  const { keeper } = officeOf(test);
  await endSubscription(test.db, keeper, { id, addressKey: address, now });
  for (const path of [letters, `${letters}/2026-03-27`, `${letters}/feed`]) {
    expect((await test.web.request(path)).status).toBe(410);
  }
});
