import { Command } from "commander";
import { makeOwnerLink, revokeOwner } from "../community/owner.ts";
import { links } from "../links.ts";
import { instanceSecret } from "../store/instance.ts";
import { withDatabase, type Run } from "./terminal.ts";

export function ownerCommand(run: Run): Command {
  return new Command("owner")
    .description(
      "Print a link that signs you in as the owner, in the browser that opens it; it works once, within an hour.",
    )
    .option("--revoke", "sign the owner out in every browser, and make every such link void")
    .action(({ revoke = false }: { revoke?: boolean }) => (revoke ? revokeAll(run) : print(run)));
}

async function print(run: Run): Promise<void> {
  await withDatabase(run, async (db, { SITE_URL }) => {
    const token = await makeOwnerLink(db, { secret: await instanceSecret(db), now: new Date() });
    run.terminal.out(links.whole(links.owner(token), SITE_URL));
    run.terminal.error(
      "Open it within an hour; it works once. The browser is then the owner's, for 30 days after it was last used.",
    );
  });
}

async function revokeAll(run: Run): Promise<void> {
  await withDatabase(run, async (db) => {
    await revokeOwner(db);
    run.terminal.out(
      "The owner is signed out in every browser, and the links are void. `broadsheet owner` prints a new one.",
    );
  });
}
