import { expect, test } from "vitest";
import { webForTest } from "../../fixtures/web.ts";

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
