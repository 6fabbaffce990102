// The history of Hugging Face, gathered by the real program at the pace that its host is owed. That it goes
// on where it was interrupted is shown by hugging-face.test.ts with a clock of its own.
import { once } from "node:events";
import { expect, test, vi } from "vitest";
import { item, openFrontPage } from "../../fixtures/front-page.ts";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { broadsheet, startBroadsheet } from "../../fixtures/program.ts";
import { easternDay } from "../papers/announcement-calendar.ts";
import { addDays } from "../papers/period.ts";

test("the history of Hugging Face, killed, goes on with the day that it was at", async () => {
  const page = await openFrontPage();
  const since = addDays(easternDay(new Date()), -2);
  const days = [0, 1, 2].map((count) => addDays(since, count));
  for (const [index, on] of days.entries()) {
    page.days.set(on, [item({ id: `2305.${10_000 + index}`, on })]);
  }
  const settings = { ...page.settings, DATA_DIR: temporaryFolder() };
  const words = ["harvest", "hugging-face", "--since", since];
  const program = startBroadsheet(words, settings);
  page.mood = ({ day }) => (day === days[1] ? { waitMs: 60_000 } : {});
  await vi.waitFor(() => expect(page.requests).toHaveLength(2), 30_000);
  program.kill("SIGKILL");
  await once(program, "exit");
  page.mood = () => ({});
  const { stdout, code } = await broadsheet(words, settings);
  expect(stdout).toMatch(/^hugging-face: success, received 2, new 2, changed 0, newest listing/);
  expect(code).toBe(0);
  expect(page.requests.map(({ day }) => day)).toEqual([days[0], days[1], days[1], days[2]]);
}, 60_000);
