// The owner's page of mail: whether it flows, what became of it, who came and went; a test mail, and
// the button that pauses everything. To nobody else it shows anything.
import type { Context } from "hono";
import { letterheadOf } from "../../email/letters/letterhead.ts";
import { getMailFigures } from "../../email/figures/mail-figures.ts";
import { findPause, pauseMail, resumeMail } from "../../email/sending/mail-pause.ts";
import { findTestMail, sendTestMail } from "../../email/sending/test-mail.ts";
import { allowanceOf } from "../../email/sending/warm-up.ts";
import { Invalid, TooMany } from "../../errors.ts";
import { links } from "../../links.ts";
import { keeperOf, type Web } from "../context.ts";
import { getReaderWho } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { MailCharts } from "../views/mail-charts.tsx";
import { MailHeadline } from "../views/mail-headline.tsx";
import { FirstSteps, WhatWaits } from "../views/mail-standing.tsx";
import { EditionsTable, FailuresTable } from "../views/mail-tables.tsx";
import { Deliverability, TestMailForm } from "../views/mail-test.tsx";

export async function showOwnerMail(c: Context, web: Web): Promise<Response> {
  await getReaderWho(c, web, "own");
  return await showMail(c, web);
}

export async function pauseOrResume(c: Context, web: Web): Promise<Response> {
  await getReaderWho(c, web, "own");
  const { sending } = await readForm(c);
  const now = web.clock();
  if (sending === "pause") {
    await pauseMail(web.db, { by: "owner", reason: "The owner of this site said so.", now });
  } else if (sending === "resume") {
    await resumeMail(web.db, now);
  } else {
    throw new Invalid("Sending is paused or resumed.");
  }
  web.outboxChanged();
  return c.redirect(links.ownerMail, 303);
}

export async function sendTest(c: Context, web: Web): Promise<Response> {
  await getReaderWho(c, web, "own");
  const { address = "" } = await readForm(c);
  const { db } = web;
  try {
    await sendTestMail(db, keeperOf(web), {
      address,
      letterhead: letterheadOf(web),
      now: web.clock(),
    });
  } catch (error) {
    if (error instanceof TooMany) c.header("Retry-After", String(error.retryAfterS));
    else if (!(error instanceof Invalid)) throw error;
    return await showMail(c, web, { address, error });
  }
  web.outboxChanged();
  return c.redirect(`${links.ownerMail}?written#test`, 303);
}

/** What was typed, and what is wrong with it. */
interface Refused {
  address: string;
  error: Invalid | TooMany;
}

async function showMail(c: Context, web: Web, refused?: Refused): Promise<Response> {
  const { db, config } = web;
  const now = web.clock();
  const at = { now, timeZone: config.TIME_ZONE };
  const figures = await getMailFigures(db, at);
  const first = config.MAIL_WARM_UP;
  const mail = {
    figures,
    pause: await findPause(db),
    state: web.mailState(),
    config,
    allowance: first > 0 ? await allowanceOf(db, { first, now }) : undefined,
    ...at,
  };
  const isNew = figures.editions.length === 0 && figures.days.every(({ sent }) => sent === 0);
  return await renderPage(
    c,
    web,
    { title: "Mail", robots: "noindex", ownSubscribeBox: true },
    <div class="status owner-mail">
      <MailHeadline mail={mail} isNew={isNew} />
      {isNew ? <FirstSteps mail={mail} /> : <MailCharts mail={mail} />}
      <div class="mail-parts">
        <WhatWaits mail={mail} />
        <TestMailForm
          mail={mail}
          last={await findTestMail(db)}
          isWritten={c.req.query("written") !== undefined}
          refused={refused && { address: refused.address, says: refused.error.message }}
        />
        <Deliverability />
      </div>
      {!isNew && (
        <div class="status-tables">
          <EditionsTable mail={mail} />
          <FailuresTable mail={mail} />
        </div>
      )}
    </div>,
    refused ? (refused.error instanceof TooMany ? 429 : 400) : 200,
  );
}
