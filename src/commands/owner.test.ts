import { expect, test } from "vitest";
import { commandLine } from "../../fixtures/command-line.ts";
import { openInstance } from "../../fixtures/instance.ts";

test("the command line prints a link that signs in beside a running server, and takes all back", async () => {
  const { app, dataDir } = await openInstance();
  const settings = { DATA_DIR: dataDir, SITE_URL: "https://papers.example.org" };
  const press = async (path: string) => await app.request(path, { method: "POST", body: claim() });
  const settingsOf = async (signedIn: Response) => {
    const Cookie = signedIn.headers.get("Set-Cookie")!.split(";")[0]!;
    return await (await app.request("/settings", { headers: { Cookie } })).text();
  };
  const printed = await commandLine(["owner"], settings);
  expect(printed).toMatchObject({ code: 0, stderr: expect.stringContaining("it works once") });
  expect(printed.stdout).toMatch(/^https:\/\/papers\.example\.org\/owner\/\S+\n$/);
  const first = new URL(printed.stdout).pathname;
  const waiting = new URL((await commandLine(["owner"], settings)).stdout).pathname;

  const signedIn = await press(first);
  expect(signedIn.status).toBe(303);
  expect((await press(first)).status).toBe(404);
  expect(await settingsOf(signedIn)).toContain("Noor Haddad");

  const revoked = await commandLine(["owner", "--revoke"], settings);
  expect(revoked).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("signed out in every browser"),
  });
  expect((await press(waiting)).status).toBe(404);
  expect(await settingsOf(signedIn)).not.toContain("Noor Haddad");
}, 60_000);

/** What somebody types who makes the site theirs. */
function claim(): URLSearchParams {
  return new URLSearchParams({ name: "Noor Haddad", address: "noor@university.edu" });
}
