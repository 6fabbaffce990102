// `broadsheet subscription restore`: takes back that nothing is sent to an address.
import { Command } from "commander";
import { addressKey, parseAddress } from "../email/subscriptions/address.ts";
import {
  listBouncedSince,
  restoreAddress,
  type Restored,
} from "../email/subscriptions/subscription-restore.ts";
import { openKeeper } from "../email/subscriptions/suppression.ts";
import { Invalid } from "../errors.ts";
import { withDatabase, type Run } from "./terminal.ts";

export function restoreCommand(run: Run): Command {
  return new Command("restore")
    .description(
      "Take back that nothing is sent to an address; one whose mail only came back is subscribed as before.",
    )
    .argument("[address...]", "the mail addresses")
    .option("--since <time>", "all whose mail came back since then (2026-03-27T07:00)")
    .action((written: string[], options: { since?: string }) => restore(run, written, options));
}

async function restore(run: Run, written: string[], { since }: { since?: string }): Promise<void> {
  const named = written.map(parseAddress);
  if (named.length === 0 && since === undefined) {
    throw new Invalid("Name the addresses, or say --since when mail came back by mistake.");
  }
  const from = since === undefined ? undefined : parseTime(since);
  await withDatabase(run, async (db, { DATA_DIR: dataDir }) => {
    const keeper = await openKeeper(db, dataDir);
    const bounced = from === undefined ? [] : await listBouncedSince(db, keeper, from);
    if (named.length + bounced.length === 0) run.terminal.out("Nobody's mail came back since.");
    for (const address of new Set([...named, ...bounced])) {
      const of = { addressKey: addressKey(address), now: new Date() };
      run.terminal.out(`${address} ${inWords(await restoreAddress(db, keeper, of))}`);
    }
  });
}

function parseTime(written: string): string {
  const at = Date.parse(written);
  if (/^\d{4}-\d\d-\d\d/.test(written) && !Number.isNaN(at)) return new Date(at).toISOString();
  throw new Invalid(`--since takes a time such as 2026-03-27T07:00, not "${written}".`);
}

const before = {
  hard: "Its mail came back",
  soft: "Its mail came back again and again",
  complaint: "It reported our mail as unwanted",
  unsubscribed: "It left",
  owner: "The owner blocked it",
} as const;

function inWords({ reason, isSubscribed }: Restored): string {
  if (reason === undefined) {
    return isSubscribed ? "gets mail; nothing was changed." : "was kept from no mail.";
  }
  if (isSubscribed) return `is subscribed again. ${before[reason]}.`;
  return `may be written to again, and is not subscribed. ${before[reason]}; \`broadsheet subscription add\` sends a letter that asks.`;
}
