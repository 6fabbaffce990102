// Another mail address: a letter goes to it, and it counts once the button behind its link is
// pressed. The answer is the same whether somebody has the address already or not.
import type { Context } from "hono";
import { findAddressLink, makeAddressLink } from "../../../community/accounts/new-address.ts";
import { demandUnrestricted } from "../../../community/moderation/restrictions.ts";
import { findReaderByAddress } from "../../../community/readers.ts";
import { writeNewAddress } from "../../../email/letters/account-letters.ts";
import { letterheadOf } from "../../../email/letters/letterhead.ts";
import { putOrPretend } from "../../../email/sending/outbox.ts";
import { takeAddress } from "../../../email/sending/take-address.ts";
import { parseAddress } from "../../../email/subscriptions/address.ts";
import { links } from "../../../links.ts";
import type { Web } from "../../context.ts";
import { attempt, type Faults } from "../../faults.ts";
import { limitTries } from "../../gates/limit-tries.ts";
import { findReader } from "../../reader.ts";
import { renderPage } from "../../render.tsx";
import { readForm } from "../../requests.ts";
import { Form } from "../../views/form.tsx";
import { Sentence } from "../../views/sentence.tsx";
import { showSettings } from "../settings.tsx";
import { showUnknownToken } from "../unknown-token.tsx";
import { getFreshlySignedIn } from "./fresh.ts";

export async function askForAddress(c: Context, web: Web): Promise<Response> {
  const { reader } = await getFreshlySignedIn(c, web);
  await demandUnrestricted(web.db, { reader: reader.id, now: web.clock() });
  const { address: typed = "" } = await readForm(c);
  const faults: Faults<"address"> = {};
  const to = await attempt(faults, "address", () => parseAddress(typed.trim()));
  if (to === undefined) {
    return await showSettings(c, web, {
      refused: { question: "address", typed, fault: faults.address ?? "" },
    });
  }
  await limitTries(c, web);
  await web.limits.signInLetter(to.toLowerCase());
  const now = web.clock();
  const wanted = { reader: reader.id, from: reader.address, to };
  const token = makeAddressLink(wanted, { secret: web.secret, now });
  const letter = writeNewAddress({
    letterhead: letterheadOf(web),
    to,
    path: links.newAddress(token),
    now,
  });
  const isTaken = (await findReaderByAddress(web.db, to)) !== undefined;
  const mail = { kind: "confirmation", reader: reader.id, letter, now } as const;
  await putOrPretend(web.db, mail, { leaves: !isTaken });
  web.outboxChanged();
  return await showSettings(c, web, { letterTo: to });
}

/** Opening the link changes nothing, since scanners open every link. */
export async function showNewAddress(c: Context, web: Web): Promise<Response> {
  const asked = await findAsked(c, web);
  if (!asked) return await showOver(c, web);
  const title = `The address of ${asked.name}`;
  return await renderPage(
    c,
    web,
    { title, robots: "noindex", ownSubscribeBox: true },
    <Sentence says={`${title}.`}>
      <p>
        {asked.to} becomes the address of the account of {asked.name}, in place of the one before.
        Letters to sign in go there from then on.
      </p>
      <Form action={links.newAddress(c.req.param("token") ?? "")}>
        <button class="button button-main" type="submit">
          Use this address
        </button>
      </Form>
    </Sentence>,
  );
}

/** The link alone is not enough: it may have been asked for at a browser that somebody left open. */
export async function useNewAddress(c: Context, web: Web): Promise<Response> {
  const asked = await findAsked(c, web);
  if (asked && (await findReader(c, web))?.id !== asked.reader)
    return await showWhoFirst(c, web, asked);
  const letter = { letterhead: letterheadOf(web), now: web.clock() };
  const isChanged = asked && (await takeAddress(web.db, { wanted: asked, ...letter }));
  if (!isChanged) return await showOver(c, web);
  web.outboxChanged();
  return await renderPage(
    c,
    web,
    { title: "A new address", robots: "noindex", ownSubscribeBox: true },
    <Sentence says="That is your address now.">
      <p>
        {asked.to} is the address of your account. The one before was told so. You can go on to{" "}
        <a href={links.settings}>your settings</a>.
      </p>
    </Sentence>,
  );
}

async function showWhoFirst(c: Context, web: Web, { name }: { name: string }): Promise<Response> {
  return await renderPage(
    c,
    web,
    { title: "Sign in first", robots: "noindex", ownSubscribeBox: true },
    <Sentence says={`Sign in as ${name} first.`}>
      <p>
        Nothing was changed. <a href={links.signIn(c.req.path)}>Sign in</a> with the address that
        the account has now, and you come back here. If you did not ask for this, do nothing.
      </p>
    </Sentence>,
    403,
  );
}

async function findAsked(c: Context, { db, secret, clock }: Web) {
  const token = c.req.param("token") ?? "";
  return await findAddressLink(db, { secret, token, now: clock() });
}

async function showOver(c: Context, web: Web): Promise<Response> {
  return await showUnknownToken(
    c,
    web,
    <p>
      A link to a new address works once, and for an hour. Nothing was changed. You can ask for
      another in <a href={links.settings}>your settings</a>.
    </p>,
  );
}
