import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("an older Node gets one sentence that says what to do", () => {
  const older = `Object.defineProperty(process, "versions", { value: { node: "20.20.2" } })`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${older}`, "start.mjs", "--help"],
    { encoding: "utf8" },
  );

  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr.trim().split("\n")).toEqual([
    expect.stringMatching(/^Broadsheet needs Node 24, and this is Node 20\.20\.2: run "npm ci"/),
  ]);
});
