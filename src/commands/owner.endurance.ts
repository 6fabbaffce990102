// The link that makes a site somebody's, with several servers on one folder. The link itself: owner.test.ts.
import { once } from "node:events";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { broadsheet, startBroadsheet } from "../../fixtures/program.ts";

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
