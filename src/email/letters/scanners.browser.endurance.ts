// E8: what scanners of mail do. They open every address of a letter, some with a browser that runs
// scripts, before its reader sees it; nothing must come of that.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { simpleParser } from "mailparser";
import type { Browser } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { describeInBrowser } from "../../../fixtures/browser.ts";
import { openInstance, type Instance } from "../../../fixtures/instance.ts";
import { composeIn, lettersTo, type Office } from "../../../fixtures/mail-office.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { dump } from "../../../fixtures/web-mail.ts";
import { nobodysToken } from "../../../fixtures/web.ts";
import { letterheadOf } from "./letterhead.ts";

await describeInBrowser("scanners of mail", (browser) => {
  test("E8: whoever opens every address of every letter, scripts running, changes nothing", async () => {
    const { site, db, ask, office } = await openSite();
    const addresses = new Set<string>();
    let changes = 0;

    /** Opens what is in all letters so far, in every way. */
    async function scan(): Promise<void> {
      const urls = (await Promise.all((await lettersTo(office)).map(addressesIn))).flat();
      expect(urls.filter((url) => new URL(url).origin !== site)).toEqual([]);
      const found = [...new Set(urls)];
      for (const url of found) addresses.add(url);
      const before = await dump(db);
      for (const open of [head, get, (url: string) => openInBrowser(browser, url)]) {
        for (const url of found) await open(url);
        if ((await dump(db)) !== before) changes++;
      }
    }

    // Before it is confirmed, when there is most to lose.
    await ask({ address: "ada@university.edu", frequency: "daily" });
    await scan();
    const [confirm] = [...addresses].filter((url) => url.includes("/confirm/"));
    const asked = await dump(db);
    expect((await fetch(confirm!, { method: "POST" })).status).toBe(200);
    expect(await dump(db), "the button itself, for comparison").not.toBe(asked);

    // With a digest, and a letter that would change the subscription.
    expect(await composeIn(office, { saved: sections })).toMatchObject({ composed: 1 });
    await ask({ address: "ada@university.edu", frequency: "weekly" });
    await scan();

    const paths = [...addresses].map((url) => new URL(url).pathname.split("/")[1]);
    expect(new Set(paths)).toEqual(
      new Set([
        "",
        "confirm",
        "letters",
        "never",
        "papers",
        "search",
        "sections",
        "subscription",
        "unsubscribe",
      ]),
    );
    console.log(`E8: ${addresses.size} addresses, HEAD, GET and Chromium: ${changes} changes`);
    expect(changes).toBe(0);
  }, 120_000);
});

const sections = [{ name: "Robots", address: "robots", query: "cat:cs.RO" }];

/** An instance behind a real server, under the address that its letters name. */
async function openSite(): Promise<
  Instance & {
    site: string;
    office: Office;
    ask: (fields: Record<string, string>) => Promise<void>;
  }
> {
  let instance: Instance | undefined;
  const server = createAdaptorServer({
    fetch: (request, bindings) => instance!.app.fetch(request, bindings),
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  instance = await openInstance({ SITE_URL: site }, { sections });
  const { db, dataDir, config, secret } = instance;
  await instance.save(
    ...[1, 2, 3, 4].map((number) =>
      aPaper({
        identifier: `arxiv:2603.2500${number}`,
        title: `Folding Laundry, Part ${number}`,
        // Nobody outside is asked.
        codeUrl: `${site}/search?q=laundry&sort=new`,
        projectUrl: `${site}/search?q=hands`,
      }),
    ),
  );
  const office = {
    db,
    dataDir,
    letterhead: letterheadOf({ config, secret }),
    keeper: { secret, dataDir },
  };
  const ask = async (fields: Record<string, string>) => {
    const body = new URLSearchParams({ token: nobodysToken(secret), ...fields });
    const answer = await fetch(`${site}/subscribe`, { method: "POST", body });
    expect(answer.status).toBe(200);
  };
  return { ...instance, site, office, ask };
}

/** Whatever looks like one, in the headers, the text and the HTML of a letter. */
async function addressesIn(letter: Uint8Array): Promise<string[]> {
  const mail = await simpleParser(Buffer.from(letter));
  const headers = mail.headerLines.map(({ line }) => line);
  const html = String(mail.html).replaceAll("&amp;", "&");
  return [...headers, mail.text ?? "", html].flatMap(
    (text) => text.match(/https?:\/\/[^\s"'<>]+/g) ?? [],
  );
}

async function head(url: string): Promise<void> {
  const answer = await fetch(url, { method: "HEAD" });
  expect(answer.status, `HEAD ${url}`).toBe(200);
}

async function get(url: string): Promise<void> {
  const answer = await fetch(url);
  expect(answer.status, `GET ${url}`).toBe(200);
  await answer.text();
}

/** As a scanner's browser does: with scripts, until nothing more is loaded, pressing nothing. */
async function openInBrowser(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const answer = await page.goto(url, { waitUntil: "networkidle" });
    expect(answer?.status(), `Chromium ${url}`).toBe(200);
  } finally {
    await context.close();
  }
}
