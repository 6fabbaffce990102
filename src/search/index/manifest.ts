// Which files make the index, oldest first. A paper that several segments hold counts where it was
// written last, and so the list alone says which papers are gone: there are no files of deletions.
import { open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Another format is rebuilt, never converted. Tokenizer, stemmer and scores are part of it. */
export const format = 3;

const manifestShape = z.object({
  format: z.literal(format),
  /** Of this commit, and of the one before; see stamps.ts. */
  stamp: z.string(),
  stampBefore: z.string(),
  /** The average length in words that the scores were made with; 0 before the first paper. */
  averageLength: z.number(),
  /** For the name of the next file. */
  next: z.number(),
  /** Which model its vectors are made with; with another one, all papers are taken in again. */
  model: z.string(),
  segments: z.array(z.string().regex(/^\d+-[\da-f]+\.segment$/)),
});

export type Manifest = z.infer<typeof manifestShape>;

const name = "manifest.json";

/** Undefined when there is none, when it is damaged, or of another format. */
export async function findManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return manifestShape.parse(JSON.parse(await readFile(join(folder, name), "utf8")));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== undefined && code !== "ENOENT") throw cause;
    return undefined;
  }
}

/** After it has returned, the list survives a power cut. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const temporary = join(folder, `${name}.tmp`);
  const file = await open(temporary, "w");
  try {
    await file.writeFile(JSON.stringify(manifest));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(folder, name));
  // A renamed file is only there after a power cut when its folder was synced.
  const entry = await open(folder, "r");
  try {
    await entry.sync();
  } finally {
    await entry.close();
  }
}

/** Removes what a crash left behind: files that the list does not name. */
export async function removeLeftovers(folder: string, { segments }: Manifest): Promise<void> {
  for (const file of await readdir(folder)) {
    if (/\.(segment|tmp)$/.test(file) && !segments.includes(file)) await rm(join(folder, file));
  }
}
