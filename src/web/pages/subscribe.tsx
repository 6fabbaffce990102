// Asking for the digest by mail. The answer is the same whoever asks for whom.
import type { Context } from "hono";
import { parseAddress } from "../../email/address.ts";
import { letterheadOf } from "../../email/letterhead.ts";
import { requestSubscription } from "../../email/subscriptions.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import { clientAddress } from "../client-address.ts";
import type { Web } from "../context.ts";
import { rejectForeign } from "../foreign.ts";
import { renderPage } from "../render.tsx";
import { readForm, shortened, wantsJson } from "../requests.ts";
import { Sentence } from "../views/sentence.tsx";
import { mailNote, SubscribeBox } from "../views/subscribe-box.tsx";

interface Wish {
  address: string;
  frequency: "daily" | "weekly";
}

export async function showSubscribe(c: Context, web: Web): Promise<Response> {
  return await showBox(c, web);
}

export async function subscribe(c: Context, web: Web): Promise<Response> {
  rejectForeign(c, web.config.SITE_URL);
  await web.limits.subscribe(clientAddress(c, web.config.TRUSTED_PROXIES));
  const form = await readForm(c);
  const wish: Wish = {
    address: (form["address"] ?? "").trim(),
    frequency: form["frequency"] === "weekly" ? "weekly" : "daily",
  };
  try {
    const address = parseAddress(wish.address);
    await requestSubscription(web.db, {
      ...wish,
      address,
      letterhead: letterheadOf(web),
      now: web.clock(),
    });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return wantsJson(c)
      ? c.json({ error: error.message }, 400)
      : await showBox(c, web, wish, error.message);
  }
  web.outboxChanged();
  return await answer(c, web, wish.address);
}

async function showBox(c: Context, web: Web, typed?: Wish, error?: string): Promise<Response> {
  const note = mailNote(web.mailState());
  return await renderPage(
    c,
    web,
    { title: "By email", canonical: links.subscribe, ownSubscribeBox: true },
    <section class="sentence">
      <h1>The papers, by email.</h1>
      <p>
        One letter for each edition, or one a week, with the papers that stand first and why. It
        ends when you say so; every letter has a link for that. No opens and no clicks are counted.
      </p>
      <SubscribeBox class="subscribe-page" {...(typed && { typed })} error={error} />
      {note && <p class="small">{note}</p>}
    </section>,
    error === undefined ? 200 : 400,
  );
}

async function answer(c: Context, web: Web, address: string): Promise<Response> {
  const lead = "One more step.";
  const text = `If ${shortened(address)} can receive mail, a letter with a button is on its way. Nothing is sent until you press it.`;
  const note = mailNote(web.mailState());
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
