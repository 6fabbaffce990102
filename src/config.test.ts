import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../fixtures/instance.ts";
import { settingsTable } from "./commands/config.ts";
import { readConfig } from "./config.ts";

test.each([
  ["PORT", "http"],
  ["PORT", "65536"],
  ["SITE_URL", "papers.example.org"],
  ["SITE_URL", "https://example.org/papers"],
  ["SMTP_URL", "mail.example.org"],
  ["MAIL_FROM", "nobody"],
  ["MAIL_FROM", "a@b.org\r\nBcc: c@d.org"],
  ["MAIL_CONCURRENCY", "0"],
  ["DIGEST_AT", "25:00"],
  ["TIME_ZONE", "Mars/Olympus"],
  ["TRUSTED_PROXIES", "10.0.0.0/33"],
  ["TRUSTED_PROXIES", "proxy"],
  ["LOG_LEVEL", "loud"],
  ["SOURCES", "arxiv biorxiv"],
  ["SOURCES", "none, arxiv"],
  ["SOURCES", ","],
  ["HF_URL", "huggingface.co"],
  ["EMBEDDINGS_URL", "localhost:11434/v1"],
  ["EMBEDDINGS_DIMENSIONS", "8"],
  ["EMBEDDINGS_DIMENSIONS", "5000"],
  ["EMBEDDINGS_PAPER", "title"],
])("%s=%s stops the start with a sentence that names it", (name, value) => {
  expect(() => readConfig({ [name]: value }, temporaryFolder())).toThrow(
    new RegExp(`^${name} must`),
  );
});

test("all wrong values are named at once, and a secret one is not shown", () => {
  const wrong = { PORT: "x", SMTP_URL: "hunter2" };
  expect(() => readConfig(wrong, temporaryFolder())).toThrow(/PORT must(.|\n)*SMTP_URL must/);
  expect(() => readConfig(wrong, temporaryFolder())).not.toThrow(/hunter2/);
});

test("no password stands in what is said of an address, and a model must be named", () => {
  const told = (environment: Record<string, string>) => {
    try {
      readConfig(environment, temporaryFolder());
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };
  const said = told({
    EMBEDDINGS_URL: "http://me:hunter2@host/v1",
    EMBEDDINGS_KEY: "hunter3 " + "’",
  });
  expect(said).toMatch(
    /EMBEDDINGS_URL must be an address without a password(.|\n)*EMBEDDINGS_KEY must/,
  );
  expect(said).not.toMatch(/hunter/);
  for (const address of ["https://:hun/ter@host/v1", "https://host/v1?key=hunter2"])
    expect(told({ EMBEDDINGS_URL: address })).toMatch(/^EMBEDDINGS_URL must be [^?@]*$/);
  expect(told({ EMBEDDINGS_URL: "http://localhost:11434/v1" })).toMatch(
    /^EMBEDDINGS_MODEL must say/,
  );
});

test("the environment goes before the file .env, and that before the default", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, ".env"), "PORT=4000\nSITE_NAME=From the file\n");
  const config = readConfig({ PORT: "5000" }, folder);
  expect([config.PORT, config.SITE_NAME, config.HOST]).toEqual([
    5000,
    "From the file",
    "localhost",
  ]);
  expect(config.SITE_URL.href).toBe("http://localhost:5000/");
});

test.each([
  ["", ["arxiv"]],
  ["none", []],
  ["hugging-face", ["hugging-face"]],
  ["hugging-face, arxiv", ["arxiv", "hugging-face"]],
])("SOURCES=%j lets %j be gathered", (SOURCES, gathered) => {
  expect([...readConfig({ SOURCES }, temporaryFolder()).SOURCES]).toEqual(gathered);
});

test("proxies may be named one by one or as networks", () => {
  const { TRUSTED_PROXIES } = readConfig(
    { TRUSTED_PROXIES: "127.0.0.1, 10.0.0.0/8 fd00::/8" },
    temporaryFolder(),
  );
  expect(TRUSTED_PROXIES.check("10.1.2.3")).toBe(true);
  expect(TRUSTED_PROXIES.check("fd00::1", "ipv6")).toBe(true);
  expect(TRUSTED_PROXIES.check("127.0.0.2")).toBe(false);
});

test("the README lists the settings as they are", () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  expect(readme).toContain(settingsTable());
});
