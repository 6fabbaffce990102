import ICAL from "ical.js";
import { expect, test } from "vitest";
import { paper, webForTest, type TestWebOptions } from "../../../fixtures/web.ts";

const settings = { SITE_URL: "https://papers.example", SOURCES: "arxiv" };

async function calendarAt(at: string, more: TestWebOptions = {}) {
  const { web } = await webForTest({
    at: new Date(at),
    ...more,
    settings: { ...settings, ...more.settings },
  });
  const answer = await web.request("/calendar.ics");
  const text = await answer.text();
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  const events = calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
  const on = (day: string) => events.find(({ startDate }) => String(startDate) === day);
  const says = (day: string) => on(day)?.summary;
  return { web, answer, text, calendar, events, on, says };
}

test("a calendar has the editions that came, those to come, and why there is none on a holiday", async () => {
  const papers = [
    paper(),
    paper({ identifier: "arxiv:2603.25281", title: "雷達 ".repeat(30) }),
    paper({ identifier: "arxiv:2603.25282", title: "Another" }, "2026-03-26"),
  ];
  const { answer, calendar, events, says, on } = await calendarAt("2026-03-27T09:30:00Z", {
    papers,
    settings: { ARXIV_DEFERRALS: "2026-04-02" },
  });
  expect(answer.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
  expect(says("2026-03-26")).toBe("Edition of Thursday 26 March: 1 paper");
  expect(says("2026-03-27")).toBe("Edition of Friday 27 March: 2 papers");
  expect([says("2026-03-28"), says("2026-03-29")]).toEqual([undefined, undefined]);
  expect(says("2026-03-30")).toBe("Edition of Monday 30 March, expected");
  expect(says("2026-04-03")).toBe("No edition: a holiday of arXiv");
  expect(on("2026-04-03")?.description).toMatch(
    /^arXiv makes no .* Thursday 2 April 2026\. .* Monday 6 April 2026\./,
  );
  // Winter in Europe and summer in America: arXiv's evening is another hour of UTC.
  expect(on("2026-03-30")?.description).toContain(
    "Sunday 29 March at 20:00 Eastern time (00:00 UTC)",
  );
  const friday = on("2026-03-27")!;
  expect(friday.startDate.isDate).toBe(true);
  expect(String(friday.endDate)).toBe("2026-03-28");
  expect(friday.component.getFirstPropertyValue("url")).toBe(
    "https://papers.example/day/2026-03-27",
  );
  expect(friday.component.getFirstPropertyValue("transp")).toBe("TRANSPARENT");
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  expect(String(calendar.getFirstPropertyValue("refresh-interval"))).toBe("PT6H");
  const last = events.at(-1)!.startDate;
  expect(String(last) > "2026-05-20" && String(last) <= "2026-05-26").toBe(true);
});

test("an edition that was expected takes its own place when it has come", async () => {
  const before = await calendarAt("2026-03-26T09:30:00Z");
  const after = await calendarAt("2026-03-27T09:30:00Z", { papers: [paper()] });
  const [expected, here] = [before.on("2026-03-27")!, after.on("2026-03-27")!];
  expect(here.uid).toBe(expected.uid);
  expect(here.sequence).toBeGreaterThan(expected.sequence);
  const changed = (event: typeof here) =>
    String(event.component.getFirstPropertyValue("last-modified"));
  expect(changed(here) > changed(expected)).toBe(true);
});

test("the hour of an announcement follows the clocks of the East in winter too", async () => {
  const { on } = await calendarAt("2026-01-20T12:00:00Z", {
    settings: { TIME_ZONE: "Asia/Tokyo" },
  });
  expect(on("2026-01-26")?.description).toContain(
    "Sunday 25 January at 20:00 Eastern time (10:00 Tokyo time)",
  );
  expect(on("2026-03-16")?.description).toContain(
    "Sunday 15 March at 20:00 Eastern time (09:00 Tokyo time)",
  );
});

test("a calendar is the same text until something changes, in lines that every program reads", async () => {
  const name =
    "Die Forschungsblätter für Robotik, maschinelles Sehen und 机器学习与人工智能的每日论文";
  const { web, text, answer } = await calendarAt("2026-03-27T09:30:00Z", {
    papers: [paper()],
    settings: { SITE_NAME: name },
  });
  const lines = text.replace(/\r\n$/, "").split("\r\n");
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  expect(calendar.getFirstPropertyValue("name")).toBe(name);
  const etag = answer.headers.get("ETag")!;
  const again = await web.request("/calendar.ics", { headers: { "If-None-Match": etag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test("a site that gathers nothing expects nothing", async () => {
  const { says } = await calendarAt("2026-03-27T09:30:00Z", {
    papers: [paper()],
    settings: { SOURCES: "none" },
  });
  expect(says("2026-03-27")).toBe("Edition of Friday 27 March: 1 paper");
  expect(says("2026-03-30")).toBeUndefined();
});
