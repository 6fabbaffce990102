import { expect, test } from "vitest";
import { openInstance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { webForTest } from "../../../fixtures/web.ts";
import type { ApiDescription } from "../../api-description.ts";

test("the page of the API shows every route with a command, and every shape that it names", async () => {
  const { app, save } = await openInstance();
  await save(aPaper());
  const page = await (await app.request("/api")).text();
  const answer = await app.request("/api/v1/openapi.json");
  const { paths, components } = (await answer.json()) as ApiDescription;
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { operationId }] of Object.entries(methods)) {
      expect(page).toContain(`id="${operationId}"`);
      expect(page).toContain(`<span class="api-method">${method.toUpperCase()}</span> ${path}`);
    }
  }
  for (const name of Object.keys(components.schemas)) {
    expect(page).toContain(`id="shape-${name}"`);
  }
  for (const [, anchor] of page.matchAll(/href="#([^"]+)"/g)) {
    expect(page).toContain(`id="${anchor}"`);
  }
  expect(page).toContain("curl &#39;http://localhost:3000/api/v1/editions/2026-03-27/papers&#39;");
  expect(page).toContain('<a href="/api">API</a>');
  // What may be left out is said to be so, and stands in no example.
  expect(page).toMatch(/<code>parent<\/code> <span class="shape-type">integer, may be left out/);
  const written = page.slice(page.indexOf('id="writeComment-body"'));
  expect(written.slice(0, written.indexOf("</textarea>"))).not.toContain("parent");
  expect(page).toContain(
    "-X DELETE -H &#39;Authorization: Bearer bsh_…&#39; &#39;http://localhost:3000/api/v1/me/following?query=QUERY&#39;",
  );
  expect(page).not.toContain('<span class="api-summary"></span>');
});

test("without a script a form leads to what its route answers", async () => {
  const { app } = await openInstance();
  const lead = async (asked: string) => {
    const answer = await app.request(`/api/try?operation=${asked}`);
    return `${answer.status} ${answer.headers.get("Location") ?? ""}`.trim();
  };
  expect(await lead("listEditionPapers&key=2026-03-27&limit=2&cursor=&section=")).toBe(
    "303 /api/v1/editions/2026-03-27/papers?limit=2",
  );
  expect(await lead("getPaper&id=hep-th/9901001")).toBe("303 /api/v1/papers/hep-th/9901001");
  expect(await lead("getPaper&id=//evil.example/%0d%0aX:")).toMatch(/^303 \/api\/v1\/papers\/[^/]/);
  expect(await lead("getPaper&id=")).toBe("303 /api/v1/papers/-");
  expect(await lead("nothing")).toBe("400");
  expect(await lead("__proto__")).toBe("400");
});

test("where pages stand without an API there is no page of it", async () => {
  const { web } = await webForTest();
  expect((await web.request("/api")).status).toBe(404);
});
