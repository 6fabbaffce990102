// One reader for moderators: what is known of them, suspending, banning, and giving the voice back.
import type { Context } from "hono";
import {
  parseMildWords,
  parseVerdictWords,
  type WrittenWords,
} from "../../community/moderation/act-words.ts";
import { whyNotOn } from "../../community/moderation/acts.ts";
import { listActs } from "../../community/moderation/log.ts";
import { readRecords, type ReaderRecord } from "../../community/moderation/record.ts";
import {
  latestActOn,
  liftRestriction,
  restrictReader,
  warnReader,
} from "../../community/moderation/restricting.ts";
import { getReaderByHandle, type Reader } from "../../community/readers.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import { dayIn, parseDay } from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { readDone, wordsIn } from "../moderating.ts";
import { getReaderWho, whyNoVoice, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readFields, readNumber, type Fields } from "../requests.ts";
import { DoneNote, RefusedNote } from "../views/moderation/done.tsx";
import { ModerationLinks } from "../views/moderation/links.tsx";
import { LoggedActs } from "../views/moderation/logged-act.tsx";
import { LiftForm, PersonStanding, RestrictForm } from "../views/moderation/restrict-form.tsx";

export async function showModeratePerson(c: Context, web: Web): Promise<Response> {
  const by = await getReaderWho(c, web, "moderate");
  return await show(c, web, { by, person: await getPerson(c, web), done: readDone(c) });
}

export async function moderatePerson(c: Context, web: Web): Promise<Response> {
  const by = await getReaderWho(c, web, "moderate");
  const person = await getPerson(c, web);
  const fields = await readFields(c);
  try {
    const act = await actAsSaid(web, { by, person, fields });
    return c.redirect(`${links.personModerate(person.handle)}?done=${act}`, 303);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await show(c, web, { by, person, done: [], fault: error.message, fields });
  }
}

/** @returns the number of the act. @throws Forbidden, Invalid */
async function actAsSaid(
  web: Web,
  { by, person, fields }: { by: Reader; person: ReaderRecord; fields: Fields },
): Promise<number> {
  const { db, secret } = web;
  const now = web.clock();
  const field = (name: string) => fields.get(name)?.[0];
  const seen = readNumber(field("seen"));
  const on = { by, reader: person.id, seen, secret, now };
  const written = wordsIn(fields);
  if (field("act") === "lift") {
    return await liftRestriction(db, { ...on, words: parseMildWords(written) });
  }
  const words = parseVerdictWords(written);
  if (field("span") === "warn")
    return await warnReader(db, { by, reader: person.id, seen, words, now });
  return await restrictReader(db, {
    ...on,
    words,
    until: readUntil(field, now),
    hideComments: field("hide") === "1",
  });
}

const msPerDay = 86_400_000;
const spans: Record<string, number> = { day: 1, week: 7, month: 30 };

/** When it ends, ISO 8601; `null` is never. @throws Invalid */
function readUntil(field: (name: string) => string | undefined, now: Date): string | null {
  const span = field("span") ?? "";
  if (span === "ban") return null;
  if (Object.hasOwn(spans, span)) {
    return new Date(now.getTime() + spans[span]! * msPerDay).toISOString();
  }
  const day = span === "date" ? parseDay(field("until") ?? "") : undefined;
  if (day === undefined) {
    throw new Invalid(
      "Say for how long: only a warning, a day, a week, a month, until a date, or for good.",
    );
  }
  return `${day}T00:00:00.000Z`;
}

/** @throws NotFound */
async function getPerson(c: Context, { db, clock }: Web): Promise<ReaderRecord> {
  const { id } = await getReaderByHandle(db, c.req.param("handle") ?? "");
  return (await readRecords(db, { readers: [id], now: clock() })).get(id)!;
}

interface Shown {
  by: Reader;
  person: ReaderRecord;
  done: readonly number[];
  fault?: string;
  fields?: Fields;
}

async function show(
  c: Context,
  web: Web,
  { by, person, done, fault, fields }: Shown,
): Promise<Response> {
  const { db } = web;
  const now = web.clock();
  const timeZone = await zoneOf(c, web);
  const silence = await whyNoVoice(c, web);
  const whyNot = silence ?? whyNotOn(by, person);
  const isOwn = person.id === by.id;
  const acts = isOwn
    ? []
    : await listActs(db, { moderator: by, now, reader: person.id, limit: 100 });
  const page = links.personModerate(person.handle);
  const seen = await latestActOn(db, person.id);
  return await renderPage(
    c,
    web,
    {
      title: `Moderate ${person.name}`,
      robots: "noindex",
      nav: "moderation",
      ownSubscribeBox: true,
    },
    <div class="moderation">
      <div class="page-head">
        <h1>{person.name}</h1>
        <ModerationLinks here={undefined} reader={by} />
      </div>
      {silence === undefined && (
        <DoneNote acts={acts.filter((act) => done.includes(act.id))} back={page} />
      )}
      {silence !== undefined && <p class="waiting-not">{silence}</p>}
      <RefusedNote says={fault === undefined ? [] : [fault]} />
      <PersonStanding person={person} timeZone={timeZone} now={now} />
      {silence === undefined && whyNot !== undefined && <p class="waiting-not">{whyNot}</p>}
      {whyNot === undefined && person.restriction && <LiftForm person={person} seen={seen} />}
      {whyNot === undefined && (
        <RestrictForm
          person={person}
          seen={seen}
          tomorrow={dayIn("UTC", new Date(now.getTime() + msPerDay))}
          typed={fields && typedIn(fields)}
        />
      )}
      {acts.length > 0 && (
        <section class="moderation-part">
          <h2>What was done so far</h2>
          <LoggedActs
            acts={acts}
            timeZone={timeZone}
            now={now}
            back={silence === undefined ? page : undefined}
          />
        </section>
      )}
    </div>,
    fault === undefined ? 200 : 400,
  );
}

function typedIn(fields: Fields): WrittenWords & { span?: string | undefined; hide: boolean } {
  return {
    ...wordsIn(fields),
    span: fields.get("span")?.[0],
    hide: fields.get("hide")?.[0] === "1",
  };
}
