// Who asks: the reader whose session the request's cookie names, found once a request.
import type { Context } from "hono";
import type { Entrance, SignedIn } from "../community/accounts/accounts.ts";
import { demandVoice } from "../community/moderation/restrictions.ts";
import { demandPower, may, type Power, type Reader } from "../community/readers.ts";
import { isBasic } from "../community/tokens/challenges.ts";
import type { Scope } from "../community/tokens/scopes.ts";
import { findHolder, tokenPrefix, type Holder } from "../community/tokens/tokens.ts";
import { carryVotes, type Voter } from "../community/votes/votes.ts";
import { BadToken, Forbidden, SignInFirst } from "../errors.ts";
import { noticeBrowser } from "./sign-in-notice.ts";
import { dropVisitor, findVisitor, hasSession } from "./cookies.ts";
import type { Web } from "./context.ts";
import { oncePerRequest } from "./once.ts";

/** What it takes to know who asks. */
type Gate = Pick<Web, "accounts" | "config">;

/** `undefined` when nobody is signed in. */
export const findSignedIn = oncePerRequest("signed in", askWho);

async function askWho(c: Context, web: Gate): Promise<SignedIn | undefined> {
  if (!hasSession(c, web)) return undefined;
  const signedIn = await web.accounts.findSignedIn(c.req.raw.headers);
  for (const cookie of signedIn?.cookies ?? []) c.header("Set-Cookie", cookie, { append: true });
  return signedIn;
}

export async function findReader(c: Context, web: Gate): Promise<Reader | undefined> {
  return (await findSignedIn(c, web))?.reader;
}

type TokenGate = Pick<Web, "db" | "clock">;

/** Who holds the token that the request bears; `undefined` where it bears none. @throws BadToken */
export const findBearer = oncePerRequest("bearer", askBearer);

async function askBearer(c: Context, { db, clock }: TokenGate): Promise<Holder | undefined> {
  const authorization = c.req.header("Authorization");
  const token = tokenIn(authorization);
  // What was made elsewhere is nothing here: a token of Hugging Face's, the password of a proxy.
  if (!token?.startsWith(tokenPrefix)) return undefined;
  const holder = await findHolder(db, { token, now: clock() });
  if (!holder) {
    throw new BadToken(
      "This token is not, or no longer, known here. Make a new one in the settings.",
    );
  }
  // A browser sends a password again by itself, whichever site makes it ask (RFC 7617, 2.2).
  if (isBasic(authorization)) return { ...holder, scopes: holder.scopes.intersection(reading) };
  return holder;
}

const reading = new Set<Scope>(["read"]);

/** `Bearer` as programs send it, or the password of `Basic`, which is all that feed readers know. */
function tokenIn(header: string | undefined): string | undefined {
  const [, scheme, credentials = ""] = /^(bearer|basic) +(\S+)$/i.exec(header?.trim() ?? "") ?? [];
  if (scheme?.toLowerCase() !== "basic") return scheme && credentials;
  return Buffer.from(credentials, "base64")
    .toString("utf8")
    .replace(/^[^:]*:/, "");
}

/**
 * Who asks through a door for programs. A browser's session may look and change nothing, whatever made
 * the browser ask; to change something takes a token. @throws BadToken
 */
export async function findAsker(c: Context, web: Gate & TokenGate): Promise<Holder | undefined> {
  const holder = await findBearer(c, web);
  if (holder) return holder;
  const isLooking = c.req.method === "GET" || c.req.method === "HEAD";
  const reader = isLooking ? await findReader(c, web) : undefined;
  return reader && { reader, scopes: reading };
}

/** Whose votes a page shows. */
export async function findVoter(c: Context, web: Web): Promise<Voter | undefined> {
  const reader = await findReader(c, web);
  if (reader) return { reader: reader.id };
  const visitor = findVisitor(c, web);
  return visitor === undefined ? undefined : { visitor };
}

/** @throws SignInFirst */
export async function getSignedIn(c: Context, web: Web): Promise<SignedIn> {
  const signedIn = await findSignedIn(c, web);
  if (!signedIn) throw new SignInFirst("Sign in first: this is for readers with an account.");
  return signedIn;
}

/** @throws SignInFirst */
export async function getReader(c: Context, web: Web): Promise<Reader> {
  return (await getSignedIn(c, web)).reader;
}

/** The reader, who may do that. @throws Forbidden */
export async function getReaderWho(c: Context, web: Web, power: Power): Promise<Reader> {
  const reader = await findReader(c, web);
  demandPower(reader, power);
  // What a role allows is done with one's voice; to look is everybody's.
  if (c.req.method === "POST") await demandVoice(web.db, { reader: reader.id, now: web.clock() });
  return reader;
}

/** Why whoever is signed in may not write; `undefined` where they may. */
export const whyNoVoice = oncePerRequest("no voice", askVoice);

async function askVoice(c: Context, web: Web): Promise<string | undefined> {
  const reader = await findReader(c, web);
  if (!reader) return undefined;
  try {
    await demandVoice(web.db, { reader: reader.id, now: web.clock() });
    return undefined;
  } catch (error) {
    if (!(error instanceof Forbidden)) throw error;
    return error.message;
  }
}

export async function readerMay(c: Context, web: Web, power: Power): Promise<boolean> {
  return may(await findReader(c, web), power);
}

/** By whose clock the pages tell moments; editions keep the site's own days. */
export async function zoneOf(c: Context, web: Web): Promise<string> {
  return (await findReader(c, web))?.settings.timeZone ?? web.config.TIME_ZONE;
}

/** Somebody came in: the browser keeps the session, and its votes so far are the reader's. */
export async function enter(
  c: Context,
  web: Web,
  { reader, cookies }: Pick<Entrance, "reader" | "cookies">,
): Promise<void> {
  for (const cookie of cookies) c.header("Set-Cookie", cookie, { append: true });
  await noticeBrowser(c, web, reader);
  const visitor = findVisitor(c, web);
  if (visitor === undefined) return;
  await carryVotes(web.db, { visitor, reader: reader.id });
  dropVisitor(c, web);
}
