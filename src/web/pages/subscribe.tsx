// Asking for the papers by mail, as they are usual here or as one likes them. The answer is the same
// whoever asks for whom.
import type { Context } from "hono";
import { parseAddress } from "../../email/subscriptions/address.ts";
import { letterheadOf } from "../../email/letters/letterhead.ts";
import { findPause } from "../../email/sending/mail-pause.ts";
import { requestSubscription } from "../../email/subscriptions/subscriptions.ts";
import type { Wish } from "../../email/subscriptions/wish.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import { readerKey, type Reader } from "../../community/readers.ts";
import { network } from "../gates/client-address.ts";
import type { Web } from "../context.ts";
import { findReader } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readFields, shortened, wantsJson, type Fields } from "../requests.ts";
import { Sentence } from "../views/sentence.tsx";
import { AddressField, mailNote } from "../views/subscribe-box.tsx";
import { WishFields } from "../views/wish-form.tsx";
import {
  draftOf,
  readWish,
  sayWish,
  usualDraft,
  type WishDraft,
  type WishFaults,
} from "../wishes.ts";
import { showPreview } from "./preview.tsx";
import { Form } from "../views/form.tsx";

interface Typed {
  address: string;
  draft: WishDraft;
  /** Also of the field `address`. */
  faults: WishFaults;
}

/** With what a link to it names: a search to follow by `q`, a section by `section`. */
export async function showSubscribe(c: Context, web: Web): Promise<Response> {
  const fields = await readFields(c);
  const reader = await findReader(c, web);
  const asked = draftOf(fields, web);
  // Whoever is signed in gets what they follow here, unless they say otherwise.
  const following = reader !== undefined && (asked.following || !saysWhat(fields));
  const draft = { ...asked, following };
  const isAlert = !sayWish(fields) && draft.queries.some((each) => each.trim() !== "");
  return await showForm(c, web, {
    address: reader?.address ?? "",
    draft: isAlert ? { ...draft, frequency: "alert" } : draft,
    faults: new Map(),
  });
}

export async function subscribe(c: Context, web: Web): Promise<Response> {
  await web.limits.subscribe(network(c, web));
  const { typed, address, wish } = await readTyped(c, web, await readFields(c));
  if (address === undefined || wish === undefined || typed.faults.size > 0) {
    const [fault = ""] = typed.faults.values();
    return wantsJson(c) ? c.json({ error: fault }, 400) : await showForm(c, web, typed);
  }
  const letterhead = letterheadOf(web);
  await requestSubscription(web.db, { address, wish, letterhead, now: web.clock() });
  web.outboxChanged();
  return await answer(c, web, typed.address);
}

/** Shows the letter at an address of its own, in which the mail address does not stand. */
export async function goToPreview(c: Context, web: Web): Promise<Response> {
  const fields = await readFields(c);
  const { typed, wish } = await readTyped(c, web, fields);
  if (!wish) return await showForm(c, web, { ...typed, faults: withoutAddress(typed.faults) });
  const asked = [...fields].flatMap(([name, values]) =>
    name === "address" || name === "token"
      ? []
      : values.filter(Boolean).map((value) => [name, value]),
  );
  return c.redirect(`${links.subscribePreview}?${new URLSearchParams(asked).toString()}`, 303);
}

export async function previewSubscribe(c: Context, web: Web): Promise<Response> {
  const { typed, wish } = await readTyped(c, web, await readFields(c));
  if (wish) return await showPreview(c, web, { wish });
  return await showForm(c, web, { ...typed, faults: withoutAddress(typed.faults) });
}

async function readTyped(
  c: Context,
  web: Web,
  fields: Fields,
): Promise<{ typed: Typed; address: string | undefined; wish: Wish | undefined }> {
  const faults = new Map<string, string>();
  const address = (fields.get("address")?.[0] ?? "").trim();
  const parsed = attemptAddress(address, faults);
  const reader = await findReader(c, web);
  const asked = draftOf(fields, web);
  const isOwn =
    parsed !== undefined && reader !== undefined && readerKey(parsed) === reader.address;
  const draft = { ...asked, following: asked.following || (isOwn && !saysWhat(fields)) };
  const read = await readWish(draft, web);
  if ("faults" in read) for (const [field, fault] of read.faults) faults.set(field, fault);
  if (draft.following) checkAccount(reader, parsed, faults);
  return {
    typed: { address, draft, faults },
    address: parsed,
    wish: "wish" in read && !faults.has("following") ? read.wish : undefined,
  };
}

/** Whether more was said than the few fields of a box on a page have. */
function saysWhat(fields: Fields): boolean {
  return ["following", "section", "q", "length", "hour", "zone"].some((name) => fields.has(name));
}

/** What an account follows goes to its own address, and to nobody else's. */
function checkAccount(
  reader: Reader | undefined,
  address: string | undefined,
  faults: Map<string, string>,
): void {
  if (!reader) faults.set("following", "To get what you follow here, sign in first.");
  else if (address !== undefined && readerKey(address) !== reader.address) {
    faults.set(
      "address",
      `What you follow here goes to the address of your account alone, ${reader.address}. For another one, leave that out below.`,
    );
  }
}

function attemptAddress(written: string, faults: Map<string, string>): string | undefined {
  try {
    return parseAddress(written);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    faults.set("address", error.message);
    return undefined;
  }
}

function withoutAddress(faults: WishFaults): WishFaults {
  return new Map([...faults].filter(([field]) => field !== "address"));
}

async function showForm(c: Context, web: Web, typed: Typed): Promise<Response> {
  const { address, draft, faults } = typed;
  const isPaused = (await findPause(web.db)) !== undefined;
  const note = mailNote(web.mailState(), { isPaused });
  const isElsewhere = [...faults.keys()].some((field) => field !== "address");
  return await renderPage(
    c,
    web,
    { title: "By email", canonical: links.subscribe, ownSubscribeBox: true },
    <section class="sentence subscribing">
      <h1>The papers, by email.</h1>
      <p>
        One letter for each edition, or one a week, with the papers that stand first and why. It
        ends when you say so; every letter has a link for that. No opens and no clicks are counted.
      </p>
      <Form class="wish" action={links.subscribe}>
        <div class="subscribe subscribe-page">
          <AddressField typed={address} error={faults.get("address")} />
        </div>
        {note && <p class="small">{note}</p>}
        {isElsewhere && (
          <p class="error" role="alert">
            <strong aria-hidden="true">!</strong> Something below cannot be read; what is wrong
            stands at its place.
          </p>
        )}
        <h2>Choose what you get</h2>
        <p class="wish-intro">Or leave all as it is. You can change it at any time.</p>
        <WishFields
          web={web}
          draft={draft}
          faults={faults}
          offersFollowing={(await findReader(c, web)) !== undefined}
          ownZone={draft.timeZone === usualDraft(web).timeZone}
        />
        <p class="wish-buttons">
          <button class="button button-main" type="submit">
            Subscribe
          </button>
          <button class="button" type="submit" formaction={links.subscribePreview} formnovalidate>
            Preview
          </button>
          <span class="wish-says">The preview shows the letter of the newest edition.</span>
        </p>
      </Form>
    </section>,
    faults.size > 0 ? 400 : 200,
  );
}

async function answer(c: Context, web: Web, address: string): Promise<Response> {
  const lead = "One more step.";
  const text = `If ${shortened(address)} can receive mail, a letter with a button is on its way. Nothing is sent until you press it.`;
  const isPaused = (await findPause(web.db)) !== undefined;
  const note = mailNote(web.mailState(), { isPaused });
  if (wantsJson(c)) return c.json({ lead, text, note });
  return await renderPage(
    c,
    web,
    { title: "One more step", robots: "noindex", ownSubscribeBox: true },
    <Sentence says={lead}>
      <p>{text}</p>
      {note && <p>{note}</p>}
      <p>
        Meanwhile there is <a href={links.home}>today’s edition</a>.
      </p>
    </Sentence>,
  );
}
