import { expect, test } from "vitest";
import { form, webForTest } from "../../../fixtures/web.ts";

test("the appearance is kept in a cookie and stands on every page", async () => {
  const { web, read } = await webForTest();
  const response = await web.request("/settings", form({ theme: "dark" }));
  expect([response.status, response.headers.get("Location")]).toEqual([303, "/settings?saved"]);
  expect(response.headers.get("Set-Cookie")).toMatch(
    /^theme=dark; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  const page = await read("/", { headers: { Cookie: "theme=dark" } });
  expect(page).toContain('<html lang="en" data-theme="dark">');
  expect(page).toContain('<meta name="theme-color" content="#171614"/>');
  const back = await web.request("/settings", form({ theme: "device" }, { Cookie: "theme=dark" }));
  expect(back.headers.get("Set-Cookie")).toMatch(/^theme=; Max-Age=0/);
});

test("single keys can be switched off", async () => {
  const { web, read } = await webForTest();
  const response = await web.request("/settings", form({ keys: "off" }));
  expect(response.headers.get("Set-Cookie")).toMatch(/^keys=off;/);
  expect(await read("/settings?saved", { headers: { Cookie: "keys=off" } })).toMatch(
    /<html lang="en" data-keys="off">.*Saved\./s,
  );
});

test("a setting that does not exist is refused, and so is another site", async () => {
  const { web, read } = await webForTest();
  expect((await web.request("/settings", form({ theme: "pink" }))).status).toBe(400);
  expect(
    (await web.request("/settings", form({ theme: "dark" }, { Origin: "https://evil.example" })))
      .status,
  ).toBe(403);
  expect(await read("/", { headers: { Cookie: 'theme="><script>' } })).toContain(
    '<html lang="en">',
  );
});
