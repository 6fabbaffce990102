// A reader's tokens: what lets programs in, in their name. A new one is told on the page that comes of
// making it, and nowhere else.
import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import {
  endToken,
  listTokens,
  MadeAlready,
  makeToken,
  parseScopes,
  parseTokenName,
  type AccessToken,
} from "../../community/tokens/tokens.ts";
import type { SignedIn } from "../../community/accounts/accounts.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { attempt } from "../faults.ts";
import { getReader, getSignedIn, whyNoVoice, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readFields, readNumber } from "../requests.ts";
import { tellWayIn } from "../sign-in-notice.ts";
import { SignInAgain } from "../views/settings/sign-in-again.tsx";
import { NewToken } from "../views/settings/new-token.tsx";
import { TokenForm, tokenDays, type TokenDraft } from "../views/settings/token-form.tsx";
import { EndTokenForm, OwnTokens } from "../views/settings/tokens.tsx";
import { getFreshlySignedIn, isFreshlySignedIn } from "./settings/fresh.ts";

export async function showTokens(c: Context, web: Web): Promise<Response> {
  return await show(c, web, await getSignedIn(c, web), {});
}

export async function makeOwnToken(c: Context, web: Web): Promise<Response> {
  const signedIn = await getFreshlySignedIn(c, web);
  const fields = await readFields(c);
  const draft: TokenDraft = {
    name: fields.get("name")?.[0] ?? "",
    scopes: fields.get("scope") ?? [],
    days: fields.get("days")?.[0] ?? "",
    faults: {},
  };
  const { faults } = draft;
  const name = await attempt(faults, "name", () => parseTokenName(draft.name));
  const scopes = await attempt(faults, "scopes", () => parseScopes(draft.scopes));
  const until = await attempt(faults, "days", () => readDays(draft.days));
  if (name === undefined || !scopes || !until) return await show(c, web, signedIn, { draft });
  const { reader } = signedIn;
  const wanted = { reader: reader.id, name, scopes, ...until, now: web.clock() };
  const formKey = fields.get("form")?.[0];
  try {
    const token = await attempt(faults, "name", () => makeToken(web.db, { ...wanted, formKey }));
    if (token === undefined) return await show(c, web, signedIn, { draft });
    await tellWayIn(web, reader, `A token for a program, “${name}”, was made`);
    return await show(c, web, signedIn, { made: { token, name, scopes } });
  } catch (error) {
    if (!(error instanceof MadeAlready)) throw error;
    return await show(c, web, signedIn, { already: error.message });
  }
}

/** @throws Invalid */
function readDays(written: string): { days: number | undefined } {
  if (!tokenDays.some(([value]) => value === written)) throw new Invalid("Choose when it ends.");
  return { days: written === "never" ? undefined : Number(written) };
}

interface Shown {
  made?: Parameters<typeof NewToken>[0]["made"];
  /** That it was made before, in a sentence. */
  already?: string;
  draft?: TokenDraft;
}

async function show(
  c: Context,
  web: Web,
  signedIn: SignedIn,
  { made, already, draft }: Shown,
): Promise<Response> {
  const { reader } = signedIn;
  const silence = await whyNoVoice(c, web);
  const answer = await renderPage(
    c,
    web,
    { title: "Tokens", robots: "noindex", nav: "settings", ownSubscribeBox: true },
    <div class="own-tokens">
      <div class="page-head">
        <h1>Tokens</h1>
        <p>
          A token lets a program in, in your name: a feed reader, a reference manager, a script of
          yours. It can do no more than you can, and only what you choose for it.
        </p>
      </div>
      {made && <NewToken made={made} site={web.config.SITE_URL} />}
      {already && (
        <p class="note" role="status">
          {already}
        </p>
      )}
      <OwnTokens
        tokens={await listTokens(web.db, { reader: reader.id })}
        timeZone={await zoneOf(c, web)}
        now={web.clock()}
        ended={c.req.query("ended") !== undefined}
      />
      <section>
        <h2>{made ? "Make another" : "Make a token"}</h2>
        {silence !== undefined && <p>{silence} Nor can a token of yours.</p>}
        {isFreshlySignedIn(web, signedIn) ? (
          <TokenForm draft={draft} formKey={randomUUID()} isPrivate={web.config.PRIVATE} />
        ) : (
          <SignInAgain next={links.settingsTokens} says="Sign in again to make one" />
        )}
      </section>
    </div>,
    draft ? 400 : 200,
  );
  // Told once: not again by a press of “back”, nor from any cache.
  answer.headers.set("Cache-Control", "no-store");
  return answer;
}

export async function askToEndToken(c: Context, web: Web): Promise<Response> {
  const token = await getOwnToken(c, web);
  return await renderPage(
    c,
    web,
    { title: "End a token", robots: "noindex", nav: "settings", ownSubscribeBox: true },
    <div class="own-tokens">
      <div class="page-head">
        <h1>Shall “{token.name}” end?</h1>
        <p>Whatever uses it is let in no more, at once and for good.</p>
      </div>
      <EndTokenForm token={token} timeZone={await zoneOf(c, web)} now={web.clock()} />
    </div>,
  );
}

export async function endOwnToken(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const id = readNumber(c.req.param("id")) ?? 0;
  await endToken(web.db, { id, reader });
  return c.redirect(`${links.settingsTokens}?ended`, 303);
}

/** @throws NotFound */
async function getOwnToken(c: Context, web: Web): Promise<AccessToken> {
  const { id: reader } = await getReader(c, web);
  const tokens = await listTokens(web.db, { reader });
  const token = tokens.find(({ id }) => id === readNumber(c.req.param("id")));
  if (!token) throw new NotFound("There is no such token any more.");
  return token;
}
