// Ending letters of some kinds: by a button on the page behind the link in each, or by the mail program in
// one click (RFC 8058). Opening the page changes nothing, since scanners of mail open every link. What was
// told by mail stands on the site still.
import type { Context } from "hono";
import { noLettersOf } from "../../community/notifications/choose-ways.ts";
import {
  namesOfKinds,
  waysOf,
  type NotificationKind,
} from "../../community/notifications/notification-kinds.ts";
import { findReader, type Reader } from "../../community/readers.ts";
import { readOff } from "../../email/notifications/off-link.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { Form } from "../views/form.tsx";
import { Sentence } from "../views/sentence.tsx";
import { showUnknownToken } from "./unknown-token.tsx";

export async function showNotificationsOff(c: Context, web: Web): Promise<Response> {
  const found = await findOff(c, web);
  if (!found) return await showUnknownToken(c, web, <NoLetter />);
  const { reader, kinds } = found;
  const ways = waysOf(reader.settings);
  if (kinds.every((kind) => ways[kind] === "none" || ways[kind] === "site")) {
    return await showEnded(c, web, kinds);
  }
  return await renderPage(
    c,
    web,
    { title: "Fewer letters", robots: "noindex", ownSubscribeBox: true },
    <Sentence says={`No more letters about ${namesOfKinds(kinds)}?`}>
      <p>
        What there is to tell then stands among your notifications on this site alone. Nothing
        changes until you press the button.
      </p>
      <Form action={links.notificationsOff(c.req.param("token") ?? "")}>
        <button class="button button-main" type="submit">
          No more letters about {namesOfKinds(kinds)}
        </button>
      </Form>
      <p>
        <a href={`${links.settings}#notifications`}>Choose how you are told</a>
      </p>
    </Sentence>,
  );
}

export async function endLetters(c: Context, web: Web): Promise<Response> {
  const isOneClick = (await readForm(c))["List-Unsubscribe"] === "One-Click";
  const found = await findOff(c, web);
  // RFC 8058, 3.1: the mail program must get its answer without a redirect.
  if (!found) {
    return isOneClick
      ? c.text("This link is not known here.\n", 404)
      : await showUnknownToken(c, web, <NoLetter />);
  }
  const { reader, kinds } = found;
  await noLettersOf(web.db, { reader, kinds });
  return isOneClick
    ? c.text(`No more letters about ${namesOfKinds(kinds)}.\n`)
    : await showEnded(c, web, kinds);
}

async function showEnded(
  c: Context,
  web: Web,
  kinds: readonly NotificationKind[],
): Promise<Response> {
  return await renderPage(
    c,
    web,
    { title: "Fewer letters", robots: "noindex", ownSubscribeBox: true },
    <Sentence says={`No more letters about ${namesOfKinds(kinds)}.`}>
      <p>
        What there is to tell stands among <a href={links.notifications}>your notifications</a>. In{" "}
        <a href={`${links.settings}#notifications`}>your settings</a> you choose how you are told of
        what.
      </p>
    </Sentence>,
  );
}

function NoLetter() {
  return (
    <p>
      It may have been cut off on its way: a mail program sometimes breaks a long link in two.
      Nothing was changed. How you are told of what, you can choose in{" "}
      <a href={`${links.settings}#notifications`}>your settings</a>.
    </p>
  );
}

async function findOff(
  c: Context,
  { db, secret }: Web,
): Promise<{ reader: Reader; kinds: readonly NotificationKind[] } | undefined> {
  const off = readOff(secret, c.req.param("token") ?? "");
  const reader = off && (await findReader(db, off.reader));
  return reader && { reader, kinds: off.kinds };
}
