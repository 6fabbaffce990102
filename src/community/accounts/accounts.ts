// Signing in and out, and what an account can be entered with. Pages build on this; behind it stands
// better-auth, of which nothing else knows.
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { Config } from "../../config.ts";
import { Invalid } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { findReader, readerKey, type Reader } from "../readers.ts";
import type { AuthOptions, LinkMetadata } from "./better-auth.ts";
import { admit } from "./joining.ts";
import {
  authPath,
  institutionId,
  institutionRefused,
  invitationHeader,
  longestPassword,
  shortestPassword,
  type Institution,
} from "./rules.ts";

export interface AccountsOptions extends Pick<AuthOptions, "db" | "secret" | "log"> {
  config: Config;
  clock: () => Date;
}

/** Who asks, by the cookie of a session. */
export interface SignedIn {
  reader: Reader;
  session: number;
  /** `Set-Cookie` headers that keep the session alive. */
  cookies: string[];
}

/** Somebody came in: what the browser is to keep. */
export interface Entrance {
  reader: Reader;
  cookies: string[];
}

/** What better-auth answered, and whom it let in. */
export interface Arrival {
  answer: Response;
  entrance: Entrance | undefined;
}

const institutionAnswersMs = 10_000;

export type Accounts = ReturnType<typeof openAccounts>;

export function openAccounts(options: AccountsOptions) {
  const { db, secret, config, clock, log } = options;
  const asked = institutionIn(config);
  // An institution that did not answer is asked again, so each try begins anew.
  const open = async (institution?: Institution) => {
    const { openAuth } = await import("./better-auth.ts");
    return openAuth({
      db,
      secret,
      siteUrl: config.SITE_URL,
      siteName: config.SITE_NAME,
      institution,
      admit: ({ invitation }) =>
        admit(db, { registration: config.REGISTRATION, invitation, now: clock() }),
      log,
    });
  };
  let opened: ReturnType<typeof open> | undefined;
  const auth = () => (opened ??= open());
  let withInstitution: ReturnType<typeof open> | undefined;

  async function findSignedIn(headers: Headers): Promise<SignedIn | undefined> {
    const found = await (await auth()).api.getSession({ headers, returnHeaders: true });
    if (!found.response) return undefined;
    const reader = await findReader(db, Number(found.response.user.id));
    if (!reader) return undefined;
    const session = Number(found.response.session.id);
    return { reader, session, cookies: found.headers?.getSetCookie() ?? [] };
  }

  /** The token of a link that signs whoever has this address in, within ten minutes and once. */
  async function makeLink(address: string): Promise<string> {
    let made: string | undefined;
    const metadata: LinkMetadata = {
      keep(token) {
        made = token;
      },
    };
    const body = { email: readerKey(address), metadata };
    await (await auth()).api.signInMagicLink({ body, headers: new Headers() });
    return made!;
  }

  /** Whose link it is, without using it up; `undefined` when it works no more. */
  async function findLink(token: string): Promise<{ address: string; isNew: boolean } | undefined> {
    const row = await db
      .selectFrom("verifications")
      .select("value")
      .where("identifier", "=", hashOf(token))
      .where("expires_at", ">", new Date().toISOString())
      .executeTakeFirst();
    if (!row) return undefined;
    const { email } = JSON.parse(row.value) as { email: string };
    const reader = await db
      .selectFrom("readers")
      .select("id")
      .where("email", "=", email)
      .executeTakeFirst();
    return { address: email, isNew: reader === undefined };
  }

  /** Signs in by a link, and makes the account where there is none; `undefined` when it may not be. */
  async function useLink({
    token,
    headers,
    invitation,
  }: {
    token: string;
    headers: Headers;
    invitation?: string | undefined;
  }): Promise<Entrance | undefined> {
    const answer = await (
      await auth()
    ).api.magicLinkVerify({
      query: { token },
      headers: withInvitation(headers, invitation),
      asResponse: true,
    });
    return await entranceOf(answer);
  }

  async function signInByPassword({
    address,
    password,
    headers,
  }: {
    address: string;
    password: string;
    headers: Headers;
  }): Promise<Entrance | undefined> {
    const answer = await (
      await auth()
    ).api.signInEmail({
      body: { email: readerKey(address), password },
      headers,
      asResponse: true,
    });
    return await entranceOf(answer);
  }

  async function entranceOf(answer: Response): Promise<Entrance | undefined> {
    if (!answer.ok) return undefined;
    const { user } = (await answer.json()) as { user: { id: string } };
    const reader = await findReader(db, Number(user.id));
    return reader && { reader, cookies: answer.headers.getSetCookie() };
  }

  async function signOut(headers: Headers): Promise<string[]> {
    const answer = await (await auth()).api.signOut({ headers, asResponse: true });
    return answer.headers.getSetCookie();
  }

  /** A password of one's own, in place of the one before. @throws Invalid */
  async function setPassword(reader: number, password: string): Promise<void> {
    const { length } = password;
    if (length < shortestPassword || length > longestPassword) {
      throw new Invalid(`A password has ${shortestPassword} to ${longestPassword} characters.`);
    }
    const context = await (await auth()).$context;
    const hash = await context.password.hash(password);
    await removePassword(db, reader);
    await context.internalAdapter.createAccount({
      userId: String(reader),
      providerId: "credential",
      accountId: String(reader),
      password: hash,
    });
  }

  /** Whom an answer of better-auth lets in, if anybody. */
  async function entranceBy(answer: Response): Promise<Entrance | undefined> {
    const cookies = answer.headers.getSetCookie();
    const Cookie = cookies.map((each) => each.split(";")[0]!).join("; ");
    const signedIn = await findSignedIn(new Headers({ Cookie }));
    return signedIn && { reader: signedIn.reader, cookies };
  }

  /** What the browser's own dialogues ask: making a passkey, and signing in with one. */
  async function answerPasskey(request: Request): Promise<Arrival> {
    const answer = await (await auth()).handler(request);
    // A passkey that is shared between devices counts on none of them, so a count that stands still
    // says nothing of a copy (W3C WebAuthn, 6.1.1); with 0 it is not compared.
    await db.updateTable("passkeys").set({ counter: 0 }).where("counter", ">", 0).execute();
    return { answer, entrance: await entranceBy(answer) };
  }

  /** Where the institution signs people in; `undefined` while it cannot be reached. */
  async function startAtInstitution({
    next,
    headers,
  }: {
    next: string;
    headers: Headers;
  }): Promise<{ url: string; cookies: string[] } | undefined> {
    withInstitution ??= open(asked);
    const body = {
      provider: institutionId,
      callbackURL: next,
      errorCallbackURL: institutionRefused,
    };
    const answer = await within(
      institutionAnswersMs,
      (await withInstitution!).api.signInSocial({ body, headers, asResponse: true }),
    ).catch((error: unknown) => {
      log("The institution could not be asked", { error });
      return undefined;
    });
    const { url } = answer?.ok ? ((await answer.json()) as { url?: string }) : {};
    if (url === undefined) {
      withInstitution = undefined;
      return undefined;
    }
    return { url, cookies: answer!.headers.getSetCookie() };
  }

  /** The institution sends somebody back. */
  async function comeFromInstitution(request: Request, invitation?: string): Promise<Arrival> {
    withInstitution ??= open(asked);
    const headers = withInvitation(request.headers, invitation);
    const answer = await within(
      institutionAnswersMs,
      (await withInstitution!).handler(new Request(request, { headers })),
    );
    return { answer, entrance: await entranceBy(answer) };
  }

  return {
    hasInstitution: asked !== undefined,
    findSignedIn,
    makeLink,
    findLink,
    useLink,
    signInByPassword,
    signOut,
    setPassword,
    answerPasskey,
    startAtInstitution,
    comeFromInstitution,
  };
}

export const passkeyPath = `${authPath}/passkey`;
export const institutionPath = `${authPath}/callback/${institutionId}`;

function institutionIn(config: Config): Institution | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = config;
  return OIDC_ISSUER === undefined
    ? undefined
    : { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET };
}

/** @throws Error when it takes longer; what was begun goes on. */
async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const waiting = new AbortController();
  const tooLong = sleep(ms, undefined, { signal: waiting.signal, ref: false }).then(() => {
    throw new Error(`No answer came within ${ms / 1000} seconds.`);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    waiting.abort();
    tooLong.catch(() => {});
  }
}

/** What is asked of us from outside names no invitation in a header. */
function withInvitation(headers: Headers, invitation: string | undefined): Headers {
  const own = new Headers(headers);
  own.delete(invitationHeader);
  if (invitation !== undefined) own.set(invitationHeader, invitation);
  return own;
}

/** As better-auth hashes the tokens of links. */
function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

export async function hasPassword(db: Database, reader: number): Promise<boolean> {
  const row = await db
    .selectFrom("credentials")
    .select("id")
    .where("reader_id", "=", reader)
    .where("password", "is not", null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function removePassword(db: Database, reader: number): Promise<void> {
  await db
    .deleteFrom("credentials")
    .where("reader_id", "=", reader)
    .where("provider_id", "=", "credential")
    .execute();
}

/** No link that was written to this address works any more. */
export async function voidLinks(db: Database, address: string): Promise<void> {
  await db
    .deleteFrom("verifications")
    .where(sql<boolean>`instr(lower(value), ${address}) > 0`)
    .execute();
}
