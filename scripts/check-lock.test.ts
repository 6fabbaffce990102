import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const integrity = "sha512-…";
const builder = { integrity, optionalDependencies: { "@builder/linux": "1", "@builder/mac": "1" } };

test("a lock with every platform's package is fine, wherever npm put it", () => {
  expect(
    check({
      "": {},
      "node_modules/builder": builder,
      "node_modules/@builder/linux": { integrity },
      "node_modules/builder/node_modules/@builder/mac": { integrity },
    }),
  ).toEqual({ status: 0, problems: [] });
});

test("a missing platform, an address and a missing checksum are named", () => {
  expect(
    check({
      "": {},
      "node_modules/a": { integrity, resolved: "https://registry.test/a.tgz" },
      "node_modules/b": {},
      "node_modules/a/node_modules/builder": builder,
      "node_modules/@builder/linux": { integrity },
    }),
  ).toEqual({
    status: 1,
    problems: [
      "node_modules/a names the address https://registry.test/a.tgz",
      "node_modules/b has no checksum",
      "node_modules/a/node_modules/builder lacks its optional @builder/mac",
    ],
  });
});

function check(packages: object) {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const lock = join(folder, "package-lock.json");
  writeFileSync(lock, JSON.stringify({ packages }));
  const { status, stderr } = spawnSync(process.execPath, ["scripts/check-lock.mjs", lock], {
    encoding: "utf8",
  });
  return { status, problems: stderr.split("\n").filter(Boolean) };
}
