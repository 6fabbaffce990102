// What is known of a reader: to be taken along as one archive, and to be deleted for good.
import { Readable } from "node:stream";
import type { Context } from "hono";
import type { SignedIn } from "../../community/accounts/accounts.ts";
import { listOwnFiles } from "../../community/accounts/own-data.ts";
import type { OwnFile } from "../../community/accounts/own-rows.ts";
import { isOnlyOwner, type Reader } from "../../community/readers.ts";
import { addressKey } from "../../email/subscriptions/address.ts";
import { forgetReader } from "../../email/subscriptions/forget-reader.ts";
import { listOwnMail } from "../../email/subscriptions/own-mail.ts";
import { findByAddress } from "../../email/subscriptions/subscriptions.ts";
import { links } from "../../links.ts";
import { dayIn } from "../../papers/period.ts";
import { keeperOf, type Web } from "../context.ts";
import { getSignedIn } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { DeleteAccount } from "../views/delete-account.tsx";
import { Form } from "../views/form.tsx";
import { Sentence } from "../views/sentence.tsx";
import { SignInAgain } from "../views/settings/sign-in-again.tsx";
import { zip, type ZippedFile } from "../zip.ts";

import { getFreshlySignedIn, isFreshlySignedIn } from "./settings/fresh.ts";

interface Typed {
  typed?: string;
  fault?: string;
  /** Whether the subscription was to stay. */
  keeps?: boolean;
  /** Whether the text of comments was to go. */
  empties?: boolean;
}

export async function showOwnData(c: Context, web: Web): Promise<Response> {
  return await showData(c, web, await getSignedIn(c, web), {});
}

async function showData(c: Context, web: Web, signedIn: SignedIn, typed: Typed): Promise<Response> {
  const { reader } = signedIn;
  const isFresh = isFreshlySignedIn(web, signedIn);
  const hasSubscription = (await findByAddress(web.db, addressKey(reader.address))) !== undefined;
  return await renderPage(
    c,
    web,
    { title: "Your data", robots: "noindex", nav: "settings", ownSubscribeBox: true },
    <div class="own-data">
      <div class="page-head">
        <h1>Your data</h1>
        <p>
          <a href={links.settings}>All settings</a>
        </p>
      </div>
      <section id="export">
        <h2>Take it along</h2>
        <p>
          Everything about you, as one archive: your account, votes, comments, saved papers with
          tags and notes, what you follow and brought here, what you were told, your subscription
          and the list of its letters. The files are JSON, Markdown and BibTeX, and one of them says
          what is what. Passwords and keys are left out, and so is what moderators noted among
          themselves.
        </p>
        {isFresh ? (
          <Form action={links.settingsDataExport}>
            <button class="button button-main" type="submit">
              Download the archive
            </button>
          </Form>
        ) : (
          <SignInAgain
            next={links.settingsData}
            says="Sign in again to take it along or delete it"
          />
        )}
      </section>
      {isFresh && (
        <DeleteAccount
          {...typed}
          reader={reader}
          hasSubscription={hasSubscription}
          isOnlyOwner={await isOnlyOwner(web.db, reader)}
        />
      )}
    </div>,
    typed.fault === undefined ? 200 : 400,
  );
}

export async function exportData(c: Context, web: Web): Promise<Response> {
  const { reader } = await getFreshlySignedIn(c, web);
  await web.limits.exportData(reader.id);
  const now = web.clock();
  const name = `broadsheet-${dayIn(web.config.TIME_ZONE, now)}.zip`;
  // What reads slowly is not read ahead of.
  const bytes = Readable.from(zip(filesOf(web, reader), { now }), { objectMode: false });
  return c.body(Readable.toWeb(bytes) as ReadableStream, 200, {
    "Content-Type": "application/zip",
    "Content-Disposition": `attachment; filename="${name}"`,
    "Cache-Control": "no-store",
  });
}

async function* filesOf(web: Web, reader: Reader): AsyncGenerator<ZippedFile> {
  const told: OwnFile[] = [];
  for await (const file of listOwnFiles(web.db, reader.id)) {
    told.push(file);
    yield file;
  }
  for await (const file of listOwnMail(web.db, reader)) {
    told.push(file);
    yield file;
  }
  yield { name: "README.txt", contents: explain(web, reader, told) };
}

function explain({ config, clock }: Web, reader: Reader, files: readonly OwnFile[]): string {
  const width = Math.max(...files.map(({ name }) => name.length));
  return [
    `What ${config.SITE_NAME} (${config.SITE_URL.origin}) knows of ${reader.name}, ${reader.address},`,
    `as of ${clock().toISOString()}.`,
    "",
    ...files.map(({ name, says }) => `${name.padEnd(width)}  ${says}`),
    "",
    "Times are in UTC. An empty list, [], says that there is nothing of the kind.",
    "Passwords, keys and the tokens of links are left out: they are kept as hashes or not at all.",
    "",
  ].join("\n");
}

export async function deleteAccount(c: Context, web: Web): Promise<Response> {
  const signedIn = await getFreshlySignedIn(c, web);
  const { reader } = signedIn;
  const { address = "", subscription, comments } = await readForm(c);
  const keeps = subscription === undefined;
  const empties = comments !== undefined;
  if (addressKey(address.trim()) !== addressKey(reader.address)) {
    const fault = `To delete your account, write ${reader.address} here.`;
    return await showData(c, web, signedIn, { typed: address, fault, keeps, empties });
  }
  await forgetReader(web.db, keeperOf(web), {
    reader,
    keepSubscription: keeps,
    emptyComments: empties,
    now: web.clock(),
  });
  // The session is gone, and with this its cookie.
  for (const cookie of await web.accounts.signOut(c.req.raw.headers)) {
    c.header("Set-Cookie", cookie, { append: true });
  }
  return c.redirect(links.goodbye, 303);
}

export async function showGoodbye(c: Context, web: Web): Promise<Response> {
  return await renderPage(
    c,
    web,
    { title: "Your account is deleted", robots: "noindex", ownSubscribeBox: true },
    <Sentence says="Your account is deleted.">
      <p>
        With it went your votes, your saved papers with their tags and notes, what you followed, and
        your sessions. Papers that you brought here stay, without your name, and so does what you
        said in discussions, unless you chose otherwise.
      </p>
    </Sentence>,
  );
}
