// A pause in a subscription.
import type { Context } from "hono";
import { pauseSubscription } from "../../email/subscriptions/subscriptions.ts";
import { untilFurtherNotice } from "../../email/subscriptions/subscription.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import { addDays, dayIn, type Day } from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { readForm } from "../requests.ts";
import { findManaged, showSubscription } from "./subscription.tsx";

/** The buttons stand on the page of the subscription. */
export function showPause(c: Context): Response {
  return c.redirect(`${pageOf(c)}#pause`, 303);
}

export async function pause(c: Context, web: Web): Promise<Response> {
  const subscription = await findManaged(c, web);
  if (subscription?.status !== "confirmed") return await showSubscription(c, web);
  const today = dayIn(web.config.TIME_ZONE, web.clock());
  const until = readUntil((await readForm(c))["for"], today);
  await pauseSubscription(web.db, { id: subscription.id, until });
  return c.redirect(`${pageOf(c)}?${until === undefined ? "resumed" : "paused"}`, 303);
}

function pageOf(c: Context): string {
  return links.subscription(c.req.param("token") ?? "");
}

/** The first day with mail again. @throws Invalid */
function readUntil(written: string | undefined, today: Day): Day | undefined {
  if (written === "week") return addDays(today, 7);
  if (written === "month") return addDays(today, 30);
  if (written === "open") return untilFurtherNotice;
  if (written === "none") return undefined;
  throw new Invalid("A pause lasts a week, a month, or until you say so.");
}
