// What the README shows, as a real browser draws it.
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { describeInBrowser } from "../fixtures/browser.ts";
import { temporaryFolder } from "../fixtures/instance.ts";
import { startBroadsheet } from "../fixtures/program.ts";

await describeInBrowser("pictures", (browser) => {
  // `PICTURES=docs npm run test:endurance -- pictures` makes the README's pictures anew.
  test("the sample looks like a newspaper, on a desk and on a phone, by day and by night", async () => {
    const folder = process.env["PICTURES"] ?? temporaryFolder();
    const server = startBroadsheet(["serve"], { DATA_DIR: temporaryFolder(), PORT: "0" });
    const [line] = (await once(server.stdout, "data")) as [Buffer];
    const address = /http:\S+/.exec(line.toString())![0];
    await voteForSample(address);
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const failures: string[] = [];
    page.on("pageerror", (error) => failures.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") failures.push(message.text());
    });
    const pictures = [
      { name: "edition", path: "/", width: 1440, colorScheme: "light" },
      { name: "edition-dark", path: "/", width: 1440, colorScheme: "dark" },
      { name: "edition-phone", path: "/", width: 360, colorScheme: "light" },
      { name: "paper", path: "/papers/2407.06189", width: 1440, colorScheme: "light" },
      { name: "search", path: "/search?q=video+instruction", width: 1440, colorScheme: "light" },
      { name: "api", path: "/api", width: 1440, colorScheme: "light" },
    ] as const;
    for (const { name, path, width, colorScheme } of pictures) {
      await page.setViewportSize({ width, height: 1000 });
      await page.emulateMedia({ colorScheme });
      await page.goto(address + path);
      const picture = await page.screenshot({ path: join(folder, `${name}.png`) });
      expect(picture.length).toBeGreaterThan(10_000);
    }
    expect(failures).toEqual([]);
    await drawCard(`${address}/cards/papers/2407.06189.png`, join(folder, "card.png"));
    await page.setViewportSize({ width: 360, height: 780 });
    await goOffline(page, address);
    await page.screenshot({ path: join(folder, "offline.png") });
    expect(await page.locator(".offline-note").textContent()).toContain("You are offline");
  }, 30_000);
});

async function drawCard(address: string, path: string): Promise<void> {
  const answer = await fetch(address);
  expect(answer.headers.get("Content-Type")).toBe("image/png");
  await writeFile(path, new Uint8Array(await answer.arrayBuffer()));
}

/** The front page as the worker keeps it. */
async function goOffline(page: Page, address: string): Promise<void> {
  const isKept = () =>
    page.evaluate(async () => (await (await caches.open("broadsheet editions")).keys()).length > 0);
  await page.goto(address);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await expect.poll(isKept).toBe(true);
  await page.context().setOffline(true);
  await page.goto(address);
}

/** Some visitors and their votes, so that the picture shows what votes do. */
async function voteForSample(address: string): Promise<void> {
  const day: { paper: { id: string } }[] = await (
    await fetch(`${address}/api/daily_papers`)
  ).json();
  const page = await (await fetch(address)).text();
  const token = /name="token" value="([^"]+)"/.exec(page)![1]!;
  for (const [index, count] of [10, 9, 7, 4, 3, 1].entries()) {
    const { id } = day[index * 4]!.paper;
    for (let vote = 0; vote < count; vote++) {
      const answer = await fetch(`${address}/papers/${id}/vote`, {
        method: "POST",
        body: new URLSearchParams({ up: "1", token }),
        redirect: "manual",
      });
      expect(answer.status).toBe(303);
    }
  }
}
