import { expect, test } from "vitest";
import { aReader, dump, wishOfReader } from "../../../fixtures/web-mail.ts";
import { form, webForTest, type TestWeb } from "../../../fixtures/web.ts";

async function statusIn({ db }: TestWeb): Promise<string> {
  return (await db.selectFrom("subscriptions").select("status").executeTakeFirstOrThrow()).status;
}

test("opening the link changes nothing; the button ends the letters and offers a way back", async () => {
  const test = await webForTest();
  const { leave } = await aReader(test);
  const page = await test.read(leave);
  expect(page).toContain("Shall the letters end?");
  expect(await statusIn(test)).toBe("confirmed");
  const ended = await test.read(leave, form({}, { Origin: "http://localhost:3000" }));
  expect(ended).toContain("You are unsubscribed.");
  expect(ended).toContain('value="ada@university.edu"');
  expect(await statusIn(test)).toBe("unsubscribed");
  expect(await test.read(leave)).toContain("You are unsubscribed.");
});

// E9 of shared/reference/reliability-and-mail.md.
test("a mail program unsubscribes in one click, from anywhere, as often as it likes", async () => {
  const figures: string[] = [];
  for (const kind of ["urlencoded", "multipart"]) {
    const test = await webForTest();
    const { leave } = await aReader(test);
    const request = () => {
      if (kind === "urlencoded") {
        return form(
          { "List-Unsubscribe": "One-Click" },
          { Origin: "https://mail.example", "Sec-Fetch-Site": "cross-site" },
        );
      }
      const body = new FormData();
      body.set("List-Unsubscribe", "One-Click");
      return { method: "POST", body };
    };
    const before = await dump(test.db);
    const opened = await test.web.request(leave);
    const page = await opened.text();
    expect(page).toMatch(/<form method="post" action="\/unsubscribe\//);
    expect(await dump(test.db)).toBe(before);
    for (const which of ["first", "repeated"]) {
      const response = await test.web.request(leave, request());
      const { status, headers } = response;
      expect(status).toBe(200);
      expect(headers.get("Content-Type")).toMatch(/^text\/plain/);
      expect([headers.get("Location"), headers.get("Set-Cookie")]).toEqual([null, null]);
      expect(await statusIn(test)).toBe("unsubscribed");
      figures.push(`${kind} ${which} ${status}, Location none, Set-Cookie none`);
    }
  }
  console.log(`E9 one-click: ${figures.join("; ")}; GET form only, tables unchanged.`);
});

test("a link that was tampered with ends nothing", async () => {
  const test = await webForTest();
  const { leave, manage, letters } = await aReader(test);
  const others = [manage, letters].map((each) => `/unsubscribe/${each.split("/").at(-1)}`);
  for (const path of [
    `${leave}x`,
    leave.replace("/1.", "/2."),
    "/unsubscribe/1",
    "/unsubscribe/%00",
    ...others,
  ]) {
    expect((await test.web.request(path)).status).toBe(404);
    const response = await test.web.request(path, form({ "List-Unsubscribe": "One-Click" }));
    expect(response.status).toBe(404);
  }
  expect(await statusIn(test)).toBe("confirmed");
});

test("another site cannot press the button", async () => {
  const test = await webForTest();
  const { leave } = await aReader(test);
  const response = await test.web.request(leave, form({}, { Origin: "https://evil.example" }));
  expect(response.status).toBe(403);
  expect(await statusIn(test)).toBe("confirmed");
});

test("to whom it is only too much, a pause or a letter a week is offered, a press away", async () => {
  const test = await webForTest();
  const reader = await aReader(test, { follows: [{ query: "gulls" }], minutes: 10 });
  const page = await test.read(reader.leave);
  expect(page).toContain(`<a href="${reader.manage}">Change what you get</a>`);
  const pause = await test.web.request(
    /action="([^"]+\/pause)"/.exec(page)![1]!,
    form({ for: "month" }, { Origin: "null" }),
  );
  expect(pause.headers.get("Location")).toBe(`${reader.manage}?paused`);

  const [, weekly] = /<form method="post" action="\/subscription\/[^/"]+">(.*?)<\/form>/s.exec(
    page,
  )!;
  const fields = [...weekly!.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(
    ([, name, value]): [string, string] => [name!, value!],
  );
  const body = new URLSearchParams(fields).toString();
  await test.web.request(reader.manage, { ...form({}), body });
  expect(await wishOfReader(test, reader)).toMatchObject({
    frequency: "weekly",
    follows: [{ query: "gulls" }],
    minutes: 10,
    hour: undefined,
  });
  const again = await test.read(reader.leave);
  expect(again).not.toContain("Once a week instead");
  expect(again).not.toContain("Pause for a month");
});
