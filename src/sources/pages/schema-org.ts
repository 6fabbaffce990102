// The article in a page's JSON-LD (schema.org). Anything may stand there, as deep as it likes.

export interface Article {
  title?: string | undefined;
  abstract?: string | undefined;
  authors: string[];
  journal?: string | undefined;
  date?: string | undefined;
  identifiers: string[];
}

type Thing = Record<string, unknown>;

const scholarly = /^(ScholarlyArticle|MedicalScholarlyArticle|Report|TechArticle|Thesis)$/;
const mostThings = 200;

export function articleIn(data: readonly unknown[]): Article | undefined {
  const thing = thingsIn(data).find((each) => list(each["@type"]).some(isScholarly));
  if (!thing) return undefined;
  const within = list(thing["isPartOf"]).find(isThing);
  return {
    title: text(thing["headline"]) ?? text(thing["name"]),
    abstract: text(thing["abstract"]) ?? text(thing["description"]),
    authors: list(thing["author"]).flatMap((each) => nameOf(each) ?? []),
    journal: within && text(within["name"]),
    date: text(thing["datePublished"]),
    identifiers: ["doi", "identifier", "sameAs", "@id"].flatMap((name) =>
      list(thing[name]).flatMap(
        (each) => text(each) ?? (isThing(each) ? (text(each["value"]) ?? []) : []),
      ),
    ),
  };
}

/** The pieces, what their graphs hold, and what they are mainly about. */
function thingsIn(data: readonly unknown[]): Thing[] {
  const tops = data.flatMap(list).filter(isThing).slice(0, mostThings);
  const inside = tops.flatMap((top) => [...list(top["@graph"]), ...list(top["mainEntity"])]);
  return [...tops, ...inside.filter(isThing).slice(0, mostThings)];
}

function nameOf(author: unknown): string | undefined {
  if (!isThing(author)) return text(author);
  const parts = [text(author["givenName"]), text(author["familyName"])].filter(Boolean);
  return text(author["name"]) ?? (parts.length > 0 ? parts.join(" ") : undefined);
}

function isScholarly(type: unknown): boolean {
  return typeof type === "string" && scholarly.test(type.replace(/^.*[/:]/, ""));
}

function isThing(value: unknown): value is Thing {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
