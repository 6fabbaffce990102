import { expect, test } from "vitest";
import { fuzzRoutes } from "../../../fixtures/api-fuzz.ts";
import { describedSite, getRoutes } from "../../../fixtures/api-site.ts";

test("every route answers as it is described: to its examples, and to whatever it is asked", async () => {
  const site = await describedSite();
  const headers = { Authorization: `Bearer ${site.token}` };
  const bare: string[] = [];
  for (const { path, route, name } of await getRoutes(site.app)) {
    const answer = await site.app.request(path, { headers });
    const told: unknown = await answer.json();
    expect([name, answer.status, answer.status === 200 ? "" : told]).toEqual([name, 200, ""]);
    // What is not described would be left out here.
    expect({ name, told: route.answer!.parse(told) }).toEqual({ name, told });
    if (isBare(told)) bare.push(name);
  }
  expect(bare).toEqual([]);
  const statuses = await fuzzRoutes(site, 4);
  expect(statuses).toMatchObject({ 200: expect.any(Number), 400: expect.any(Number) });
});

/** A list that holds nothing shows nothing of its shape. */
function isBare(told: unknown): boolean {
  return (told as { items?: unknown[] }).items?.length === 0;
}
