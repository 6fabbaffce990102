// The letter that a wish would make of the newest edition, as its reader would get it.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { findNewestEdition } from "../../editions/edition.ts";
import { letterheadOf } from "../../email/letters/letterhead.ts";
import { previewDigest } from "../../email/digests/preview.ts";
import type { Subscription } from "../../email/subscriptions/subscription.ts";
import type { Wish } from "../../email/subscriptions/wish.ts";
import { links } from "../../links.ts";
import { dayIn } from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { sendLetter } from "../letter-document.ts";
import { findReader } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { policyOfPage } from "../gates/security-headers.ts";
import { Sentence } from "../views/sentence.tsx";

interface Previewed {
  wish: Wish;
  /** Whose it is; what was sent to it is left out. */
  subscription?: Subscription;
}

/** Within a frame of a page of this site where the address says so by `?framed`. */
export async function showPreview(
  c: Context,
  web: Web,
  { wish, subscription }: Previewed,
): Promise<Response> {
  const { db, config, judge, finder, sections: saved, clock } = web;
  const now = clock();
  const letter = await previewDigest(db, {
    letterhead: letterheadOf(web),
    wish,
    ...(subscription && { subscription }),
    reader: await findReader(c, web),
    today: dayIn(config.TIME_ZONE, now),
    now,
    judge,
    finder,
    saved,
    deferrals: config.ARXIV_DEFERRALS,
  });
  if (letter) return sendLetter(c, letter, { framedBy: "'self'" });
  const isFramed = c.req.query("framed") !== undefined;
  if (isFramed) c.header("Content-Security-Policy", policyOfPage({ isFramed }));
  return await renderPage(
    c,
    web,
    { title: "No letter", robots: "noindex", bare: isFramed },
    await whyNone(web, wish),
  );
}

async function whyNone({ db }: Web, { frequency }: Wish): Promise<Child> {
  if ((await findNewestEdition(db)) === undefined) {
    return (
      <Sentence says="There is no edition yet.">
        <p>So there is no letter to show. As soon as papers are here, this page shows one.</p>
      </Sentence>
    );
  }
  if (frequency === "alert") {
    return (
      <Sentence says="The newest edition would bring you no letter.">
        <p>
          It holds nothing of what you follow, and on such a day an alert is silent. To get more,
          follow another section, or widen a search; <a href={links.searchHelp}>a search</a> can
          hold several words with <code>OR</code> between them.
        </p>
      </Sentence>
    );
  }
  return (
    <Sentence says="There would be no letter now.">
      <p>
        {frequency === "weekly"
          ? "A week is mailed when it is over, and there is none with papers that are new to you."
          : "The newest edition has no papers that are new to you."}{" "}
        It can be read <a href={links.home}>here</a> all the same.
      </p>
    </Sentence>
  );
}
