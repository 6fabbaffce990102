import { once } from "node:events";
import { expect, test } from "vitest";
import { openInstance, temporaryFolder } from "../../fixtures/instance.ts";
import { broadsheet, startBroadsheet } from "../../fixtures/program.ts";

test("the command line prints a link that signs in beside a running server, and takes all back", async () => {
  const { app, dataDir } = await openInstance();
  const settings = { DATA_DIR: dataDir, SITE_URL: "https://papers.example.org" };
  const press = async (path: string) => await app.request(path, { method: "POST", body: claim() });
  const settingsOf = async (signedIn: Response) => {
    const Cookie = signedIn.headers.get("Set-Cookie")!.split(";")[0]!;
    return await (await app.request("/settings", { headers: { Cookie } })).text();
  };
  const printed = await broadsheet(["owner"], settings);
  expect(printed).toMatchObject({ code: 0, stderr: expect.stringContaining("it works once") });
  expect(printed.stdout).toMatch(/^https:\/\/papers\.example\.org\/owner\/\S+\n$/);
  const first = new URL(printed.stdout).pathname;
  const waiting = new URL((await broadsheet(["owner"], settings)).stdout).pathname;

  const signedIn = await press(first);
  expect(signedIn.status).toBe(303);
  expect((await press(first)).status).toBe(404);
  expect(await settingsOf(signedIn)).toContain("Noor Haddad");

  const revoked = await broadsheet(["owner", "--revoke"], settings);
  expect(revoked).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("signed out in every browser"),
  });
  expect((await press(waiting)).status).toBe(404);
  expect(await settingsOf(signedIn)).not.toContain("Noor Haddad");
}, 60_000);

test("of two servers one signs in, and a kill brings the link back to neither", async () => {
  const DATA_DIR = temporaryFolder();
  const path = new URL((await broadsheet(["owner"], { DATA_DIR })).stdout).pathname;
  const press = async ({ address }: Server) =>
    await fetch(address + path, { method: "POST", redirect: "manual", body: claim() });
  const servers = await Promise.all([startServer(DATA_DIR), startServer(DATA_DIR)]);
  const pressed = await Promise.all(Array.from({ length: 8 }, (_, n) => press(servers[n % 2]!)));
  for (const { kill } of servers) kill();
  const signedIn = pressed.filter(({ status }) => status === 303);
  expect(signedIn).toHaveLength(1);

  const next = await startServer(DATA_DIR);
  expect((await press(next)).status).toBe(404);
  const Cookie = signedIn[0]!.headers.get("Set-Cookie")!.split(";")[0]!;
  const settings = await (await fetch(`${next.address}/settings`, { headers: { Cookie } })).text();
  expect(settings).toContain("Noor Haddad");
}, 60_000);

/** What somebody types who makes the site theirs. */
function claim(): URLSearchParams {
  return new URLSearchParams({ name: "Noor Haddad", address: "noor@university.edu" });
}

interface Server {
  address: string;
  kill: () => void;
}

async function startServer(DATA_DIR: string): Promise<Server> {
  const server = startBroadsheet(["serve"], { DATA_DIR, PORT: "0", LOG_LEVEL: "silent" });
  const [line] = (await once(server.stdout, "data")) as [Buffer];
  const address = /http:\S+/.exec(line.toString())![0];
  return { address, kill: () => void server.kill("SIGKILL") };
}
