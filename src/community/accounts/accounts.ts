// Signing in and out, and what an account can be entered with. Pages build on this; behind it stands
// better-auth, of which nothing else knows.
import { setTimeout as sleep } from "node:timers/promises";
import type { Config } from "../../config.ts";
import { findReader, readerKey, type Reader, type ReaderSettings, type Role } from "../readers.ts";
import type { AuthOptions, LinkMetadata } from "./better-auth.ts";
import { admit } from "./joining.ts";
import { savePassword } from "./passwords.ts";
import {
  authPath,
  institutionId,
  institutionRefused,
  invitationHeader,
  type Institution,
} from "./rules.ts";
import { forgetCount } from "./sessions.ts";

export interface AccountsOptions extends Pick<AuthOptions, "db" | "secret" | "log"> {
  config: Config;
  clock: () => Date;
}

/** Who asks, by the cookie of a session. */
export interface SignedIn {
  reader: Reader;
  session: number;
  /** When they signed in, ISO 8601. */
  since: string;
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
      admit: (who) =>
        admit(db, { registration: config.REGISTRATION, ...who, secret, now: clock() }),
      log,
    });
  };
  let opened: ReturnType<typeof open> | undefined;
  const auth = () => (opened ??= open());
  let withInstitution: ReturnType<typeof open> | undefined;

  async function findSignedIn(headers: Headers): Promise<SignedIn | undefined> {
    const found = await (await auth()).api.getSession({ headers, returnHeaders: true });
    if (!found.response) return undefined;
    const { user, session } = found.response;
    return {
      reader: readerOf(user),
      session: Number(session.id),
      since: session.createdAt.toISOString(),
      cookies: found.headers?.getSetCookie() ?? [],
    };
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
    const { hash } = (await (await auth()).$context).password;
    await savePassword(db, { reader, password, hash, now: clock() });
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
    const asked = request.clone();
    const answer = await (await auth()).handler(request);
    if (request.method !== "POST" || !answer.ok) return { answer, entrance: undefined };
    const { response } = (await asked.json()) as { response: { id: string } };
    await forgetCount(db, response.id);
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

/** A row of `readers`, as better-auth hands it over. */
interface User {
  id: string;
  name: string;
  handle: string;
  email: string;
  role: string;
  settings: string;
  createdAt: Date;
}

function readerOf({ id, name, handle, email, role, settings, createdAt }: User): Reader {
  return {
    id: Number(id),
    name,
    handle,
    address: email,
    role: role as Role,
    since: createdAt.toISOString(),
    settings: JSON.parse(settings) as ReaderSettings,
  };
}

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
