// The page behind the owner's link. Opening it changes nothing, since mail scanners and previews open
// every link; the button does. The first to press it owns the site.
import type { Context } from "hono";
import { claimSite, isOwnerLink } from "../../community/owner.ts";
import { parseName } from "../../community/names.ts";
import { findOwner } from "../../community/readers.ts";
import { parseAddress } from "../../email/subscriptions/address.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { attempt, type Faults } from "../faults.ts";
import { limitTries } from "../gates/limit-tries.ts";
import { enter, findReader } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { Field } from "../views/field.tsx";
import { Form } from "../views/form.tsx";
import { HowToSignIn } from "../views/owner.tsx";
import { Sentence } from "../views/sentence.tsx";
import { showUnknownToken } from "./unknown-token.tsx";

interface Typed {
  name?: string;
  address?: string;
  faults?: Faults<"name" | "address">;
}

export async function showOwnerLink(c: Context, web: Web): Promise<Response> {
  if (!(await isOwnerLink(web.db, ownersToken(c, web)))) return await showVoid(c, web);
  return await showClaim(c, web, {});
}

async function showClaim(c: Context, web: Web, { name, address, faults }: Typed) {
  const title = `Sign in as the owner of ${web.config.SITE_NAME}`;
  const claimant = (await findOwner(web.db)) ?? (await findReader(c, web));
  return await renderPage(
    c,
    web,
    { title, robots: "noindex", ownSubscribeBox: true },
    <Sentence says={title}>
      <p>
        The owner may change how this site works.{" "}
        {claimant
          ? `This browser stays signed in as ${claimant.name}; the link works once.`
          : "Nobody owns this site yet. It will be yours; the link works once."}
      </p>
      <Form class="fields" action={links.owner(c.req.param("token") ?? "")}>
        {!claimant && (
          <>
            <Field
              name="name"
              label="Your name"
              hint="Readers see it beside what you pick and say."
              autocomplete="name"
              required
              maxlength={60}
              value={name}
              error={faults?.name}
            />
            <Field
              name="address"
              label="Your mail address"
              hint="With it you sign in again, on any device."
              type="email"
              autocomplete="email"
              required
              maxlength={254}
              value={address}
              error={faults?.address}
            />
          </>
        )}
        <button class="button button-main" type="submit">
          {claimant ? "Sign in" : "Make it mine"}
        </button>
      </Form>
    </Sentence>,
    faults ? 400 : 200,
  );
}

export async function signInOwner(c: Context, web: Web): Promise<Response> {
  const { db, accounts } = web;
  if (!(await isOwnerLink(db, ownersToken(c, web)))) {
    await limitTries(c, web);
    return await showVoid(c, web);
  }
  const known = (await findOwner(db)) ?? (await findReader(c, web));
  const claimant = known ?? (await readClaim(await readForm(c)));
  if ("faults" in claimant) return await showClaim(c, web, claimant);
  const owner = await claimSite(db, { ...ownersToken(c, web), claimant });
  if (!owner) return await showVoid(c, web);
  const token = await accounts.makeLink(owner.address);
  const entrance = await accounts.useLink({ token, headers: c.req.raw.headers });
  if (!entrance) throw new Error("The owner could not be signed in.");
  await enter(c, web, entrance);
  return c.redirect(links.settings, 303);
}

async function readClaim({
  name = "",
  address = "",
}: Record<string, string>): Promise<
  { name: string; address: string } | (Typed & { faults: object })
> {
  const faults: Faults<"name" | "address"> = {};
  const parsedName = await attempt(faults, "name", () => parseName(name));
  const parsedAddress = await attempt(faults, "address", () => parseAddress(address));
  return parsedName === undefined || parsedAddress === undefined
    ? { name, address, faults }
    : { name: parsedName, address: parsedAddress };
}

function ownersToken(c: Context, { secret, clock }: Web) {
  return { secret, token: c.req.param("token") ?? "", now: clock() };
}

async function showVoid(c: Context, web: Web): Promise<Response> {
  return await showUnknownToken(
    c,
    web,
    <>
      <p>
        The owner’s link works once, and for a while; this one was used, is older, or was cut off on
        its way. Nothing was changed.
      </p>
      <HowToSignIn />
    </>,
  );
}
