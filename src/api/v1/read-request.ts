// What a request says, read by the schemas of its route. Anything may stand there; what cannot be
// understood is told with the field that it stands in.
import type { Context } from "hono";
import type { z } from "zod";
import { Invalid } from "../../errors.ts";
import { InvalidField } from "../reading/invalid-field.ts";

/** Whatever is not known is refused, so that a slip is seen. @throws InvalidField */
export function readQuery(fields: z.ZodObject, c: Context): Record<string, unknown> {
  const given = [...new URL(c.req.url).searchParams];
  const names = given.map(([name]) => name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw new InvalidField(shown(twice), "is given more than once");
  return readFields(fields, Object.fromEntries(given));
}

/** @throws InvalidField */
export function readFields(
  fields: z.ZodObject,
  given: Record<string, unknown>,
): Record<string, unknown> {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(fields.shape, name));
  if (unknown !== undefined) {
    const known = Object.keys(fields.shape);
    throw new InvalidField(
      shown(unknown),
      known.length === 0 ? "is not known here" : `is not known here; known are ${known.join(", ")}`,
    );
  }
  const parsed = fields.safeParse(given, { error: sayFault });
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new InvalidField(path.join("."), message);
  }
  for (const [name, value] of Object.entries(parsed.data)) demandText(name, value);
  return parsed.data;
}

/** @throws Invalid where the address is none that anything can be read from. */
export function demandReadable(c: Context): void {
  try {
    decodeURIComponent(c.req.url);
  } catch {
    throw new Invalid("A % in this address is not followed by what stands for a character.");
  }
}

/** Half of a surrogate pair and U+0000 stand for no character. @throws InvalidField */
function demandText(name: string, value: unknown): void {
  if (typeof value === "string") {
    if (value.isWellFormed() && !value.includes("\0")) return;
    throw new InvalidField(name, "holds what is no character");
  }
  if (typeof value !== "object" || value === null) return;
  for (const each of Object.values(value)) demandText(name, each);
}

/** What a schema says of what does not fit it, where it has no sentence of its own. */
function sayFault(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_type") {
    return issue.input === undefined ? "is missing" : `must be of the type ${issue.expected}`;
  }
  if (issue.code === "invalid_value") return `must be ${eitherOf(issue.values.map(String))}`;
  if (issue.code === "too_big") return `must be ${issue.maximum} ${unitOf(issue)}at most`;
  if (issue.code === "too_small") return `must be ${issue.minimum} ${unitOf(issue)}at least`;
  return "is not what is described for it";
}

function unitOf({ origin }: { origin: string }): string {
  if (origin === "string") return "characters long ";
  return origin === "array" ? "items long " : "";
}

function eitherOf(values: readonly string[]): string {
  return values.length < 2 ? values.join("") : `one of ${values.join(", ")}`;
}

function shown(name: string): string {
  return name
    .slice(0, 60)
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, "�");
}
