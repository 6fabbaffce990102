// What the editor's model says of papers, for whoever ranks them. What it read is kept in memory, and
// so is what it said: both are made again in a moment, and nothing of it is stored.
import { statSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { addDays, type Day } from "../papers/period.ts";
import { Embedder } from "../search/embedder/embedder.ts";
import type { Database } from "../store/tables.ts";
import { listPicked, readAnnounced } from "./community-record.ts";
import { AuthorHistory } from "./editor/author-history.ts";
import { Editor, type Reading } from "./editor/editor.ts";
import type { Judgement } from "./editor/judgement.ts";
import { readEditorModel, type EditorModel } from "./editor/model.ts";
import { shippedEditor } from "./editor/shipped.ts";
import { listChanges, listManuscripts, type FiledManuscript } from "./manuscripts.ts";

/** A paper of which nothing can be said is left out. */
export type Judges = (candidates: Candidates) => Promise<ReadonlyMap<number, Judgement>>;

/** The file of a model that was trained on this instance's own votes. */
export function ownEditor(dataDir: string): string {
  return join(dataDir, "editor.json.gz");
}

/** What was made of one paper. */
interface Opinion {
  /** When the paper was last changed, as it was read. */
  changedAt: string;
  manuscript: Pick<FiledManuscript, "identifier" | "authors" | "categories">;
  reading: Reading;
  judged: { day: Day; history: AuthorHistory; judgement: Judgement } | undefined;
}

interface Desk {
  editor: Editor;
  /** Whoever wants papers read waits in line, so that none is read twice. */
  line: Promise<void>;
  /** Tells one model file from another. */
  file: string;
  opinions: Map<number, Opinion>;
  /** The authors, as they were read last, for papers of up to the day `until`. */
  known: { history: Promise<AuthorHistory>; until: Day; at: number } | undefined;
}

const mostOpinions = 30_000;
// Papers older than the model are judged by what is known here of that long before it.
const backDays = 400;
// Others are served in between: of a few papers they wait for some milliseconds.
const readAtOnce = 10;

type Candidates = readonly { id: number; day: Day }[];
// What was picked in the meantime counts for papers of later days, so it can wait a little.
const historyHoldsMs = 10 * 60_000;

export interface JudgesOptions {
  dataDir: string;
  log: (message: string, fields?: object) => void;
}

/** Judges by the model of this instance where it has one, else by the one that comes along. */
export function openJudges(db: Database, { dataDir, log }: JudgesOptions): Judges {
  let desk: Desk | undefined;

  /** A model that was trained while this runs is taken up at once. */
  function openDesk(): Desk {
    const path = ownEditor(dataDir);
    const own = statSync(path, { throwIfNoEntry: false });
    const file = own ? `${own.mtimeMs} ${own.size}` : "shipped";
    if (desk?.file === file) return desk;
    const model = (own && readOwn(path)) ?? readEditorModel(shippedEditor);
    desk = {
      editor: new Editor(model, new Embedder()),
      file,
      opinions: new Map(),
      line: Promise.resolve(),
      known: undefined,
    };
    return desk;
  }

  /** A front page is better ordered by another's taste than not there at all. */
  function readOwn(path: string): EditorModel | undefined {
    try {
      return readEditorModel(path);
    } catch (error) {
      log("The editor's model of this instance is left aside; train it again, or delete it", {
        error,
      });
      return undefined;
    }
  }

  return async (candidates) => {
    if (candidates.length === 0) return new Map();
    const desk = openDesk();
    await readNew(db, candidates, desk);
    const newest = candidates.reduce((newest, { day }) => (day > newest ? day : newest), "");
    const history = await historyFor(newest, db, desk);
    const judgements = new Map<number, Judgement>();
    for (const { id, day } of candidates) {
      const opinion = desk.opinions.get(id);
      if (opinion) judgements.set(id, judge(opinion, { day, history, editor: desk.editor }));
    }
    return judgements;
  };
}

async function historyFor(newest: Day, db: Database, desk: Desk): Promise<AuthorHistory> {
  const { known } = desk;
  if (known && newest <= known.until && performance.now() - known.at <= historyHoldsMs)
    return await known.history;
  const history = readHistory(db, desk.editor.model);
  const reading = { history, until: newest, at: performance.now() };
  desk.known = reading;
  // Whoever comes next tries again.
  history.catch(() => {
    if (desk.known === reading) desk.known = undefined;
  });
  return await history;
}

/** A few papers at a time: of a large archive it takes seconds, in which others are served. */
async function readHistory(db: Database, { authors }: EditorModel): Promise<AuthorHistory> {
  const history = new AuthorHistory({ known: authors, picked: await listPicked(db) });
  const after = addDays(authors.until, -backDays);
  for await (const papers of readAnnounced(db, { after })) {
    for (const paper of papers) history.announce(paper);
    await nextTurn();
  }
  return history;
}

function judge(
  opinion: Opinion,
  { day, history, editor }: { day: Day; history: AuthorHistory; editor: Editor },
): Judgement {
  const { judged, reading, manuscript } = opinion;
  if (judged?.day === day && judged.history === history) return judged.judgement;
  const standings = history.before(day, {
    paper: manuscript.identifier,
    authors: manuscript.authors,
  });
  const judgement = editor.judge(reading, manuscript, standings);
  opinion.judged = { day, history, judgement };
  return judgement;
}

/** Reads what was not read yet, or has changed since, a few papers at a time. */
async function readNew(db: Database, candidates: Candidates, desk: Desk): Promise<void> {
  const changes = await listChanges(
    db,
    candidates.map(({ id }) => id),
  );
  const isFresh = ({ id }: { id: number }) => desk.opinions.get(id)?.changedAt !== changes.get(id);
  const fresh = candidates.filter(isFresh);
  for (let from = 0; from < fresh.length; from += readAtOnce) {
    const turn = desk.line.then(async () => {
      // Meanwhile somebody else may have wanted the same.
      await readSome(db, fresh.slice(from, from + readAtOnce).filter(isFresh), { desk, changes });
      await nextTurn();
    });
    desk.line = turn.catch(() => {});
    await turn;
  }
}

async function readSome(
  db: Database,
  some: Candidates,
  { desk: { editor, opinions }, changes }: { desk: Desk; changes: ReadonlyMap<number, string> },
): Promise<void> {
  if (some.length === 0) return;
  if (opinions.size + some.length > mostOpinions) forgetOldest(opinions, some.length);
  const days = new Map(some.map(({ id, day }) => [id, day]));
  for (const manuscript of await listManuscripts(db, days)) {
    const { id, identifier, authors, categories } = manuscript;
    opinions.delete(id);
    opinions.set(id, {
      changedAt: changes.get(id)!,
      manuscript: { identifier, authors, categories },
      reading: editor.read(manuscript),
      judged: undefined,
    });
  }
}

function forgetOldest(opinions: Map<number, Opinion>, room: number): void {
  for (const id of opinions.keys()) {
    if (opinions.size + room <= mostOpinions) return;
    opinions.delete(id);
  }
}
