// What was made lately, kept by its name as long as there is room: what was asked for longest ago goes first.

interface Memory<Kept> {
  get: (name: string) => Kept | undefined;
  set: (name: string, kept: Kept) => void;
  delete: (name: string) => void;
}

/** @param most the size of all that is kept, in whatever `sizeOf` counts */
export function remember<Kept>({
  most,
  sizeOf,
}: {
  most: number;
  sizeOf: (kept: Kept) => number;
}): Memory<Kept> {
  // In the order in which they were asked for last.
  const all = new Map<string, { kept: Kept; size: number }>();
  let size = 0;

  function forget(name: string): void {
    size -= all.get(name)?.size ?? 0;
    all.delete(name);
  }

  return {
    get(name) {
      const found = all.get(name);
      if (!found) return undefined;
      all.delete(name);
      all.set(name, found);
      return found.kept;
    },
    set(name, kept) {
      forget(name);
      const entry = { kept, size: sizeOf(kept) };
      all.set(name, entry);
      size += entry.size;
      for (const oldest of all.keys()) {
        if (size <= most) return;
        forget(oldest);
      }
    },
    delete: forget,
  };
}
