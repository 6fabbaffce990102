// What pages read from an address or a form. Anything may stand there.
import type { Context } from "hono";
import { mostMinutes } from "../editions/handful.ts";
import { getSection, type Section } from "../editions/sections.ts";
import { Invalid, NotFound } from "../errors.ts";
import { parsePeriod, type Period } from "../papers/period.ts";
import type { Web } from "./context.ts";
import { count } from "../papers/words.ts";

/** So many papers stand on a page of an edition. */
export const perPage = 50;

/** The `page` of a list, from 1. @throws Invalid */
export function readPageNumber(c: Context): number {
  const written = c.req.query("page");
  if (written === undefined || written === "") return 1;
  if (!/^[1-9]\d{0,5}$/.test(written)) throw new Invalid("A page is a whole number from 1.");
  return Number(written);
}

/** Past the end of a list there is nothing. @throws NotFound */
export function demandPage(page: number, pages: number, of = "list"): void {
  if (page > pages) throw new NotFound(`This ${of} has ${count(pages, "page")}.`);
}

/** What was asked of an edition cannot be; the edition itself stands at `whole`. */
export class InvalidOfEdition extends Invalid {
  readonly whole: string;
  constructor(message: string, whole: string) {
    super(message);
    this.whole = whole;
  }
}

/** The `minutes` that there are for reading an edition, if that is said. @throws InvalidOfEdition */
export function readMinutes(c: Context): number | undefined {
  const written = c.req.query("minutes");
  if (written === undefined || written === "") return undefined;
  const minutes = /^\d{1,3}$/.test(written) ? Number(written) : 0;
  if (minutes < 1 || minutes > mostMinutes) {
    throw new InvalidOfEdition(
      `Minutes are a whole number from 1 to ${mostMinutes}, as in ?minutes=10.`,
      c.req.path,
    );
  }
  return minutes;
}

/** An edition: a period, perhaps of a section. What else is asked of it is in the query. */
export interface AskedEdition {
  period: Period;
  section?: Section;
}

/** @throws NotFound when the calendar has no such period. */
export function readPeriod(
  c: Context,
  kind: Period["kind"],
  key: string = c.req.param("key") ?? "",
): Period {
  const period = parsePeriod(key);
  if (period?.kind !== kind) {
    throw new NotFound(`There is no ${kind} “${shortened(key)}”.`);
  }
  return period;
}

/** @throws NotFound */
export async function readSection(
  c: Context,
  web: Web,
  address: string = c.req.param("section") ?? "",
): Promise<Section> {
  return await getSection(web, address);
}

/** A number as it stands in an address or a form; `undefined` for anything else. */
export function readNumber(written: string | undefined): number | undefined {
  return /^(0|[1-9]\d{0,14})$/.test(written ?? "") ? Number(written) : undefined;
}

/** Those of them that are numbers. */
export function readNumbers(written: readonly string[]): number[] {
  return written.map(readNumber).filter((each) => each !== undefined);
}

export async function readForm(c: Context): Promise<Record<string, string>> {
  const body = await demandForm(c.req.parseBody());
  const fields = Object.entries(body).filter((field) => typeof field[1] === "string");
  return Object.fromEntries(fields) as Record<string, string>;
}

/** @throws Invalid for what only calls itself a form */
async function demandForm<Body>(parsing: Promise<Body>): Promise<Body> {
  try {
    return await parsing;
  } catch (error) {
    // That it is too long is told as such.
    if (!(error instanceof TypeError)) throw error;
    throw new Invalid("This form cannot be read.", { cause: error });
  }
}

/** The fields of a form, of one name perhaps several. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** What a form says, be it sent or written into an address. */
export async function readFields(c: Context): Promise<Fields> {
  if (c.req.method !== "POST") return new Map(Object.entries(c.req.queries()));
  const body = await demandForm(c.req.parseBody({ all: true }));
  return new Map(
    Object.entries(body).map(([name, values]) => [
      name,
      [values].flat().filter((each) => typeof each === "string"),
    ]),
  );
}

/** The path of this request with its query, to come back to. */
export function ownPath(c: Context): string {
  const url = new URL(c.req.url);
  return url.pathname + url.search;
}

/** A path of this site; anything else becomes `fallback`. */
export function samePath(written: string | undefined, fallback: string): string {
  if (!written || !/^\/(?![/\\])[\x21-\x7e]*$/.test(written) || written.includes("\\"))
    return fallback;
  return written;
}

export function wantsJson(c: Context): boolean {
  return (c.req.header("Accept") ?? "").includes("application/json");
}

/** Short enough to be quoted in a sentence. */
export function shortened(text: string): string {
  const shown = text.replaceAll(/\p{Cc}+/gu, " ").trim();
  return shown.length > 60 ? `${shown.slice(0, 59)}…` : shown;
}
