// Who has an account, as a table or as JSON.
import { Command } from "commander";
import { listBranches } from "../community/accounts/invitations.ts";
import { listReaders, type Reader } from "../community/readers.ts";
import { grouped, withDatabase, type Run } from "./terminal.ts";

export function listCommand(run: Run): Command {
  return new Command("list")
    .description("Show who has an account, with which role, since when, and who invited them.")
    .option("--json", "as JSON")
    .action(({ json = false }: { json?: boolean }) => list(run, { json }));
}

async function list(run: Run, { json }: { json: boolean }): Promise<void> {
  const { terminal } = run;
  await withDatabase(run, async (db) => {
    const readers = await listReaders(db);
    const hosts = new Map((await listBranches(db)).map(({ reader, by }) => [reader, by]));
    const addresses = new Map(readers.map(({ id, address }) => [id, address]));
    const invitedBy = ({ id }: Reader) => addresses.get(hosts.get(id) ?? -1);
    if (json) {
      const shown = readers.map((reader) => ({
        address: reader.address,
        name: reader.name,
        role: reader.role,
        since: reader.since,
        invitedBy: invitedBy(reader) ?? null,
      }));
      terminal.out(JSON.stringify(shown, null, 2));
      return;
    }
    const rows = readers.map((reader) => {
      const { address, name, role, since } = reader;
      return [address, name, role, since.slice(0, 10), invitedBy(reader) ?? ""];
    });
    for (const line of inColumns([["address", "name", "role", "since", "invited by"], ...rows])) {
      terminal.out(line);
    }
    terminal.out(readers.length === 1 ? "1 account" : `${grouped(readers.length)} accounts`);
  });
}

function inColumns(rows: readonly string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
}
