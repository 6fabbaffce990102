// The token of a form says for whom the form was made, so that nobody else's browser can be made to
// send it.
import { isSignedBy, sign } from "../store/instance.ts";

/** A session by its number, a visitor by name, or nobody in particular. */
export type FormReader = { session: number } | { visitor: string } | undefined;

export function signForm(secret: string, reader: FormReader): string {
  return sign(secret, textOf(reader));
}

export function isFormOf(secret: string, reader: FormReader, token: string): boolean {
  return isSignedBy(secret, textOf(reader), token);
}

function textOf(reader: FormReader): string {
  if (reader === undefined) return "form of nobody";
  return "session" in reader
    ? `form of session ${reader.session}`
    : `form of visitor ${reader.visitor}`;
}
