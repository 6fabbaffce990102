// The tree of who invited whom. Somebody who is gone keeps a place without a name as long as others
// hang from it.
import type { Database } from "../../store/tables.ts";
import { listReaders, type Reader } from "../readers.ts";
import { listBranches } from "./invitations.ts";

export interface Branch {
  /** The number of the reader, or the one that a former reader had. */
  id: number;
  /** Left out of a reader who is gone. */
  reader: Reader | undefined;
  invited: Branch[];
  /** How many hang from it, at whatever distance. */
  size: number;
}

export interface Tree {
  /** Those whom nobody here invited, the first first. */
  roots: Branch[];
  find: (id: number) => Branch | undefined;
}

export async function growTree(db: Database): Promise<Tree> {
  const readers = new Map((await listReaders(db)).map((reader) => [reader.id, reader]));
  const edges = await listBranches(db);
  const branches = new Map<number, Branch>();
  for (const { reader: id } of edges) {
    branches.set(id, { id, reader: readers.get(id), invited: [], size: 0 });
  }
  const hostOf = (by: number | null) => (by === null ? undefined : branches.get(by));
  const roots: Branch[] = [];
  for (const { reader: id, by } of edges) (hostOf(by)?.invited ?? roots).push(branches.get(id)!);
  // Whoever invites was here before, so the youngest are counted first.
  for (const { reader: id, by } of edges.toSorted((one, other) => other.reader - one.reader)) {
    const host = hostOf(by);
    if (host) host.size += branches.get(id)!.size + 1;
  }
  return { roots, find: (id) => branches.get(id) };
}
