// What holds on every page, whoever asks: nothing foreign changes anything, reading changes nothing,
// and no secret is written to the log.
import { once } from "node:events";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { startBroadsheet } from "../../fixtures/program.ts";
import { signInAs } from "../../fixtures/readers.ts";
import { dump } from "../../fixtures/web-mail.ts";
import { form, manyPapers, webForTest, type TestWeb } from "../../fixtures/web.ts";
import { authPath } from "../community/accounts/rules.ts";
import { bearsToken } from "./token-paths.ts";

/** Every address that takes a POST, with something in place of what varies. */
function listPosts({ web }: TestWeb): string[] {
  const paths = web.routes.filter(({ method }) => method === "POST").map(({ path }) => path);
  const filled = paths.map((path) =>
    path
      .replace(/:identifier(\{[^}]*\})?/, "2603.20000")
      .replace(/^\/sign-in\/:token/, `/sign-in/${"x".repeat(32)}`)
      .replaceAll(/:\w+(\{[^}]*\})?/g, "1"),
  );
  return [...new Set(filled)];
}

test("W3: nothing that another site or a form without its token asks is done", async () => {
  const test = await webForTest({ papers: manyPapers(2) });
  const owner = await signInAs(test.given, { role: "owner" });
  const before = await dump(test.db);
  const posts = listPosts(test);
  const asked: [string, string, RequestInit][] = posts.flatMap((path) => {
    const foreign: [string, RequestInit][] = [
      ["of another site", owner.form({}, { Origin: "https://evil.example" })],
      ["that the browser says is cross-site", owner.form({}, { "Sec-Fetch-Site": "cross-site" })],
      ["of a site beside it", owner.form({}, { "Sec-Fetch-Site": "same-site" })],
    ];
    const forged: [string, RequestInit][] = [
      ["without a token", owner.form({ token: "" })],
      ["with another's token", form({}, owner.headers)],
    ];
    const needsToken = !bearsToken(path) && !path.startsWith(`${authPath}/`);
    return [...foreign, ...(needsToken ? forged : [])].map(([what, init]) => [path, what, init]);
  });
  const done: string[] = [];
  for (const [path, what, init] of asked) {
    const { status } = await test.web.request(path, init);
    if (status !== 403) done.push(`${path} ${what}: ${status}`);
  }
  console.log(
    `W3: ${posts.length} addresses that change something, ${asked.length} foreign requests, ${done.length} let in`,
  );
  expect(posts.length).toBeGreaterThan(20);
  expect(done).toEqual([]);
  expect(await dump(test.db)).toBe(before);
});

test.each(["a stranger", "the owner"])(
  "W3: %s who opens every page that links lead to changes no row",
  async (who) => {
    const test = await webForTest({ papers: manyPapers(3) });
    const owner = await signInAs(test.given, { role: "owner" });
    const headers = who === "the owner" ? owner.headers : {};
    const before = await dump(test.db);
    const known = new Set(["/"]);
    const faults: string[] = [];
    for (const path of known) {
      const response = await test.web.request(path, { headers });
      if (response.status >= 500) faults.push(`${path}: ${response.status}`);
      if (!(response.headers.get("Content-Type") ?? "").includes("html")) continue;
      for (const [, href = ""] of (await response.text()).matchAll(/(?:href|action)="([^"]+)"/g)) {
        const url = new URL(href.replaceAll("&amp;", "&"), `http://localhost:3000${path}`);
        if (url.origin === "http://localhost:3000" && known.size < 250) {
          known.add(url.pathname + url.search);
        }
      }
    }
    console.log(
      `W3: ${who} opened ${known.size} addresses; rows changed: ${(await dump(test.db)) === before ? 0 : "some"}`,
    );
    expect(known.size).toBeGreaterThan(20);
    expect(faults).toEqual([]);
    expect(await dump(test.db)).toBe(before);
  },
  20_000,
);

test("W11: no password, token, secret of a setting or mail address is written to the log", async () => {
  const canaries = {
    smtp: "canary-smtp-7391",
    institution: "canary-oidc-7392",
    password: "canary-password-7393",
    address: "canary.7394@university.edu",
  };
  const server = startBroadsheet(["serve"], {
    DATA_DIR: temporaryFolder(),
    PORT: "0",
    LOG_LEVEL: "debug",
    SMTP_URL: `smtp://ada:${canaries.smtp}@127.0.0.1:9`,
    SITE_URL: "http://127.0.0.1:3999",
    OIDC_ISSUER: "http://127.0.0.1:9/",
    OIDC_CLIENT_ID: "broadsheet",
    OIDC_CLIENT_SECRET: canaries.institution,
  });
  let written = "";
  for (const stream of [server.stdout, server.stderr]) {
    stream.on("data", (text: Buffer) => (written += text.toString()));
  }
  while (!/http:\S+/.test(written)) await once(server.stdout, "data");
  const site = /http:\S+/.exec(written)![0];
  const token = /name="token" value="([^"]+)"/.exec(
    await (await fetch(`${site}/sign-in`)).text(),
  )![1]!;
  const post = async (path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams({ token, ...fields });
    return (await fetch(site + path, { method: "POST", body, redirect: "manual" })).status;
  };
  const { address, password } = canaries;
  const statuses = [
    await post("/sign-in", { address }),
    await post("/sign-in/password", { address, password }),
    await post("/sign-in/institution", {}),
    await post("/subscribe", { address }),
    (await fetch(`${site}/sign-in/${"c".repeat(32)}`)).status,
  ];
  expect(statuses).toEqual([200, 400, 503, 200, 404]);
  // Mail is tried, and fails, in the meantime.
  await new Promise((resolve) => void setTimeout(resolve, 1500));
  server.kill();
  await once(server, "close");
  const seen = Object.values(canaries).filter((each) => written.includes(each));
  console.log(
    `W11: ${written.split("\n").length} lines of log, ${seen.length} of ${Object.keys(canaries).length} canaries in it`,
  );
  expect(seen).toEqual([]);
}, 30_000);
