// Signing in by a letter or a password, and the page with all ways in. The answer to an address is the
// same whether it has an account or not.
import type { Context } from "hono";
import { admits } from "../../community/accounts/joining.ts";
import { findLink } from "../../community/accounts/links.ts";
import { parseFreeName } from "../../community/names.ts";
import { findReaderByAddress, readerKey, rename } from "../../community/readers.ts";
import { writeSignIn } from "../../email/letters/account-letters.ts";
import { letterheadOf } from "../../email/letters/letterhead.ts";
import { findPause } from "../../email/sending/mail-pause.ts";
import { putOrPretend } from "../../email/sending/outbox.ts";
import { parseAddress } from "../../email/subscriptions/address.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { attempt, type Faults } from "../faults.ts";
import { dropInvitation, readInvitation } from "../cookies.ts";
import { limitTries } from "../gates/limit-tries.ts";
import { enter, findReader } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm, samePath, shortened } from "../requests.ts";
import { Field } from "../views/field.tsx";
import { Form } from "../views/form.tsx";
import { Sentence } from "../views/sentence.tsx";
import { mailNote } from "../views/subscribe-box.tsx";
import { invitationOf, mayJoin, refusalOf, showForms } from "./sign-in-forms.tsx";
import { showUnknownToken } from "./unknown-token.tsx";

export async function showSignIn(c: Context, web: Web): Promise<Response> {
  const next = samePath(c.req.query("next"), links.home);
  if (await findReader(c, web)) return c.redirect(next, 303);
  const refused = c.req.query("refused");
  return await showForms(c, web, {
    next,
    says: refused === undefined ? undefined : refusalOf(web, refused),
  });
}

export async function askForLink(c: Context, web: Web): Promise<Response> {
  const form = await readForm(c);
  const next = samePath(form["next"], links.home);
  const typed = (form["address"] ?? "").trim();
  const faults: Faults<"address"> = {};
  const address = await attempt(faults, "address", () => parseAddress(typed));
  if (address === undefined) return await showForms(c, web, { next, typed, faults });
  // Whoever mistypes has tried nothing yet.
  await limitTries(c, web);
  await web.limits.signInLetter(address.toLowerCase());
  await sendLink(c, web, { address, next });
  return await showLetterSent(c, web, address);
}

async function sendLink(
  c: Context,
  web: Web,
  { address, next }: { address: string; next: string },
): Promise<void> {
  const { db, accounts, config, secret } = web;
  const now = web.clock();
  const invitation = readInvitation(c, web);
  const known = await findReaderByAddress(db, address);
  const mayCome =
    known !== undefined ||
    (await admits(db, { registration: config.REGISTRATION, invitation, address, secret, now }));
  const asked = new URLSearchParams({
    ...(next === links.home ? {} : { next }),
    ...(invitation === undefined ? {} : { invitation }),
  }).toString();
  const link = links.signInLink(await accounts.makeLink(address));
  const letter = writeSignIn({
    letterhead: letterheadOf(web),
    to: address,
    path: asked ? `${link}?${asked}` : link,
    now,
  });
  const mail = { kind: "sign-in", reader: known?.id, letter, now } as const;
  const isAllowed = known !== undefined || (await web.limits.strangersLetter(readerKey(address)));
  await putOrPretend(db, mail, { leaves: mayCome && isAllowed });
  web.outboxChanged();
}

async function showLetterSent(c: Context, web: Web, address: string): Promise<Response> {
  const note = mailNote(web.mailState(), { isPaused: (await findPause(web.db)) !== undefined });
  return await renderPage(
    c,
    web,
    { title: "One more step", robots: "noindex", ownSubscribeBox: true },
    <Sentence says="One more step.">
      <p>
        If {shortened(address)} may sign in here, a letter with a link is on its way. The link is
        good for ten minutes.
      </p>
      {note && <p>{note}</p>}
      {web.config.REGISTRATION !== "open" && (
        <p>
          New accounts need{" "}
          {web.config.REGISTRATION === "closed" ? "the owner of this site" : "an invitation"}.
        </p>
      )}
    </Sentence>,
  );
}

/** Behind the link in the letter. Opening it changes nothing, since scanners open every link. */
export async function showSignInLink(c: Context, web: Web): Promise<Response> {
  const link = await findLink(web.db, c.req.param("token") ?? "");
  if (!link) return await showUsedLink(c, web);
  if (link.isNew && !(await mayJoin(c, web, link))) return await showNoInvitation(c, web);
  return await showEntry(c, web, link, {});
}

async function showEntry(
  c: Context,
  web: Web,
  { address, isNew }: { address: string; isNew: boolean },
  { typed, fault }: { typed?: string; fault?: string },
): Promise<Response> {
  const title = isNew ? `Welcome to ${web.config.SITE_NAME}` : `Sign in as ${address}`;
  return await renderPage(
    c,
    web,
    { title, robots: "noindex", ownSubscribeBox: true },
    <Sentence says={isNew ? `${title}.` : title}>
      {isNew && <p>This makes an account for {address}.</p>}
      <Form class="fields" action={new URL(c.req.url).pathname + new URL(c.req.url).search}>
        {isNew && (
          <Field
            name="name"
            label="Your name"
            hint="Others see it beside what you bring and say here. You can change it."
            autocomplete="name"
            required
            maxlength={60}
            value={typed}
            error={fault}
          />
        )}
        <button class="button button-main" type="submit">
          {isNew ? "Make the account" : "Sign in"}
        </button>
      </Form>
    </Sentence>,
    fault === undefined ? 200 : 400,
  );
}

export async function useSignInLink(c: Context, web: Web): Promise<Response> {
  const token = c.req.param("token") ?? "";
  const link = await findLink(web.db, token);
  if (!link) {
    await limitTries(c, web);
    return await showUsedLink(c, web);
  }
  if (link.isNew && !(await mayJoin(c, web, link))) return await showNoInvitation(c, web);
  const { name: typed = "" } = await readForm(c);
  const faults: Faults<"name"> = {};
  const name = link.isNew
    ? await attempt(faults, "name", () => parseFreeName(web.db, typed))
    : undefined;
  if (faults.name !== undefined) {
    return await showEntry(c, web, link, { typed, fault: faults.name });
  }
  const invitation = invitationOf(c, web);
  const { headers } = c.req.raw;
  const entrance = await web.accounts.useLink({ token, headers, invitation });
  if (!entrance) return await showUsedLink(c, web);
  if (name !== undefined) await rename(web.db, { reader: entrance.reader.id, name });
  await enter(c, web, entrance);
  dropInvitation(c, web);
  return c.redirect(samePath(c.req.query("next"), links.home), 303);
}

export async function signInByPassword(c: Context, web: Web): Promise<Response> {
  await limitTries(c, web);
  const { address = "", password = "", next: asked } = await readForm(c);
  const next = samePath(asked, links.home);
  await web.limits.password(readerKey(address));
  const { headers } = c.req.raw;
  const entrance = await web.accounts.signInByPassword({ address, password, headers });
  if (!entrance) {
    const fault = "This address and this password do not belong together here.";
    return await showForms(c, web, { next, typed: address, faults: { password: fault } });
  }
  await enter(c, web, entrance);
  return c.redirect(next, 303);
}

export async function signOut(c: Context, web: Web): Promise<Response> {
  for (const cookie of await web.accounts.signOut(c.req.raw.headers)) {
    c.header("Set-Cookie", cookie, { append: true });
  }
  const { next } = await readForm(c);
  return c.redirect(samePath(next, `${links.settings}?signed-out`), 303);
}

async function showUsedLink(c: Context, web: Web): Promise<Response> {
  return await showUnknownToken(
    c,
    web,
    <p>
      A link to sign in works once, and for ten minutes; this one was used, is older, or was cut off
      on its way. You can <a href={links.signIn()}>ask for another</a>.
    </p>,
  );
}

/** It was good when the letter was written. */
async function showNoInvitation(c: Context, web: Web): Promise<Response> {
  return await showUnknownToken(
    c,
    web,
    <p>
      {web.config.REGISTRATION === "closed"
        ? "New accounts are made by the owner of this site."
        : "The invitation that you came by is used up or over. Ask whoever gave it to you for another."}{" "}
      Nothing was changed.
    </p>,
  );
}
