import { expect, test } from "vitest";
import { webForTest } from "../../../fixtures/web.ts";

test.for([
  ["/library/change", "/library"],
  ["/settings/password", "/settings"],
  ["/settings/name", "/settings"],
  ["/submit/take", "/submit"],
  ["/hidden/remove", "/hidden"],
  ["/following/renew", "/following"],
  ["/sign-in/password", "/sign-in"],
  ["/papers/2603.25279/note", "/papers/2603.25279"],
  ["/papers/hep-th/9901001/vote", "/papers/hep-th/9901001"],
])("whoever opens the address of a form, %s, comes to its page", async ([form, page]) => {
  const { web } = await webForTest({ papers: [] });
  const { status, headers } = await web.request(form!);
  expect([status, headers.get("Location")]).toEqual([303, page]);
});

test("what only calls itself a form is refused, and is no fault of the program", async () => {
  const { web, logged } = await webForTest();
  for (const path of ["/day/2026-03-27", "/sign-in", "/unsubscribe/abc", "/feeds"]) {
    for (const type of ["multipart/form-data", "multipart/form-data; boundary=x"]) {
      const answer = await web.request(path, {
        method: "POST",
        body: "x",
        headers: { "Content-Type": type },
      });
      expect(`${path} ${answer.status}`).toMatch(/ (400|404|405)$/);
    }
  }
  expect(logged).toEqual([]);
});
