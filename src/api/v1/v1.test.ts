import { expect, test } from "vitest";
import { Validator } from "@seriousme/openapi-schema-validator";
import { openInstance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";

test("a validator of OpenAPI finds no fault with the description", async () => {
  const { app } = await openInstance();
  const description = await (await app.request("/api/v1/openapi.json")).json();
  expect(await new Validator().validate(description)).toEqual({ valid: true });
  expect(description.openapi).toBe("3.1.0");
});

test("a paper with a slash in its name is found", async () => {
  const { app, save } = await openInstance();
  await save(aPaper({ identifier: "arxiv:hep-th/9901001", title: "Old" }));
  for (const id of ["hep-th/9901001", "hep-th%2F9901001"]) {
    expect(await (await app.request(`/api/v1/papers/${id}`)).json()).toMatchObject({
      title: "Old",
    });
  }
});

test("bad input is told as a problem that names the field", async () => {
  const { app } = await openInstance();
  const answer = await app.request("/api/v1/editions/2026-03-27/papers?limit=0");
  expect(answer.status).toBe(400);
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({
    status: 400,
    errors: [{ field: "limit", detail: "must be a whole number from 1 to 100" }],
  });
});
