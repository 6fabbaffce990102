// Who has an account, as a table or as JSON.
import { Command } from "commander";
import { listBranches } from "../community/accounts/invitations.ts";
import { listRestricted, type Restriction } from "../community/moderation/restrictions.ts";
import { listReaders, type Reader } from "../community/readers.ts";
import { grouped, withInstance, type Run } from "./terminal.ts";

export function listCommand(run: Run): Command {
  return new Command("list")
    .description(
      "Show who has an account, with which role, since when, who invited them, and who may not write.",
    )
    .option("--json", "as JSON")
    .action(({ json = false }: { json?: boolean }) => list(run, { json }));
}

async function list(run: Run, { json }: { json: boolean }): Promise<void> {
  const { terminal } = run;
  await withInstance(run, async (db) => {
    const readers = await listReaders(db);
    const hosts = new Map((await listBranches(db)).map(({ reader, by }) => [reader, by]));
    const addresses = new Map(readers.map(({ id, address }) => [id, address]));
    const restricted = new Map(
      (await listRestricted(db, new Date())).map((each) => [each.id, each]),
    );
    const invitedBy = ({ id }: Reader) => addresses.get(hosts.get(id) ?? -1);
    if (json) {
      const shown = readers.map((reader) => ({
        address: reader.address,
        handle: reader.handle,
        name: reader.name,
        role: reader.role,
        since: reader.since,
        invitedBy: invitedBy(reader) ?? null,
        restricted: restricted.get(reader.id)?.kind ?? null,
        until: restricted.get(reader.id)?.until ?? null,
      }));
      terminal.out(JSON.stringify(shown, null, 2));
      return;
    }
    const rows = readers.map((reader) => {
      const { id, address, handle, name, role, since } = reader;
      const restriction = restricted.get(id);
      const now = restriction ? restrictionInWords(restriction) : "";
      return [address, `@${handle}`, name, role, since.slice(0, 10), invitedBy(reader) ?? "", now];
    });
    const head = ["address", "handle", "name", "role", "since", "invited by", "restricted"];
    for (const line of inColumns([head, ...rows])) terminal.out(line);
    terminal.out(readers.length === 1 ? "1 account" : `${grouped(readers.length)} accounts`);
  });
}

/** `banned`, `suspended until 2026-03-27 08:00Z` */
export function restrictionInWords({ kind, until }: Pick<Restriction, "kind" | "until">): string {
  return until === null ? kind : `${kind} until ${until.slice(0, 16).replace("T", " ")}Z`;
}

export function inColumns(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]!.length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
}
