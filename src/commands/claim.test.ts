import { expect, test } from "vitest";
import { openInstance } from "../../fixtures/instance.ts";
import { paper } from "../../fixtures/web.ts";
import { settleClaim } from "../community/authorship/settle-claim.ts";
import { addReader } from "../community/readers.ts";
import { Invalid } from "../errors.ts";
import { claimCommand } from "./claim.ts";

test("on the command line claims are listed, decided, given and taken back", async () => {
  const { db, dataDir, save } = await openInstance();
  const now = new Date();
  await save(paper());
  for (const name of ["Amin Gohari", "Ben"]) {
    const address = `${name.replace(" ", ".")}@university.edu`;
    await addReader(db, { name, address, role: "reader", now });
  }
  const authors = ["Nikola Zlatanov", "Amin Gohari"];
  const claim = { paper: { id: 1, authors }, author: "Amin Gohari", sentence: "It is me.", now };
  await settleClaim(db, { ...claim, reader: 1 });
  /** What it prints, or why it does nothing. */
  const run = async (...words: string[]): Promise<string> => {
    const lines: string[] = [];
    const say = (line: string) => void lines.push(line);
    const terminal = { out: say, error: say, progress() {}, finish() {} };
    const environment = { DATA_DIR: dataDir };
    try {
      await claimCommand({ environment, terminal, exitCode: 0 }).parseAsync(words, {
        from: "user",
      });
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return error.message;
    }
    return lines.join("\n");
  };
  expect(await run("list", "--asked")).toBe(
    "1  asked  2603.25280  @amin-gohari (Amin Gohari, university.edu) is Amin Gohari\n    “It is me.”",
  );
  expect(await run("accept", "1", "--say", "Welcome.")).toBe(
    "Amin Gohari is known as Amin Gohari, and is told.",
  );
  expect(await run("list", "--asked")).toBe("Nobody waits.");
  expect(await run("withdraw", "1")).toContain("Say why, with --say");
  expect(await run("accept", "one")).toContain("is no number of a claim");
  await run("withdraw", "1", "--say", "A namesake.");
  expect(await run("give", "2603.25280", "ben")).toContain("Say which of the authors Ben is");
  const give = ["give", "2603.25280", "ben@university.edu", "--author", "Nikola Zlatanov"];
  expect(await run(...give, "--as", "amin-gohari")).toBe(
    "Only editors and moderators of this site may do that.",
  );
  await run(...give);
  expect(await run("list")).toMatch(/^2 {2}proved by editor .*\n1 {2}declined /);
});
