// What a reader has to do with invitations: making a link, the own links, and who came by whom.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { growTree, type Branch, type Tree } from "../../community/accounts/invitation-tree.ts";
import {
  endInvitation,
  listComers,
  listInvitations,
  parseInvitationNote,
} from "../../community/accounts/invitations.ts";
import { findAllowance, invite } from "../../community/accounts/inviting.ts";
import { formerReader, may, type Reader } from "../../community/readers.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { attempt, type Faults } from "../faults.ts";
import { getReader, whyNoVoice, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { InvitationForm, NewLink, OwnInvitations } from "../views/invitations.tsx";
import { BranchList, Lone } from "../views/invitation-tree.tsx";

interface Made {
  /** The address of a link that was made just now. */
  link?: string;
  typed?: { people?: string; note?: string };
  faults?: Faults<"people" | "note">;
}

export async function showInvitations(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  const written = c.req.query("branch");
  if (written !== undefined) return await showBranch(c, web, { reader, written });
  return await showAll(c, web, reader, {});
}

export async function makeInvitationLink(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  const typed = await readForm(c);
  if (web.config.REGISTRATION === "closed") return await showAll(c, web, reader, {});
  const faults: Faults<"people" | "note"> = {};
  const note = await attempt(faults, "note", () => parseInvitationNote(typed["note"] ?? ""));
  const token =
    note !== undefined &&
    (await attempt(faults, "people", async () => {
      const people = readPeople(typed["people"] ?? "");
      return await invite(web.db, { reader, people, note, now: web.clock() });
    }));
  if (!token) return await showAll(c, web, reader, { typed, faults });
  const link = links.whole(links.invitation(token), web.config.SITE_URL);
  return await showAll(c, web, reader, { link });
}

/** @throws Invalid */
function readPeople(written: string): number {
  const people = /^\d{1,3}$/.test(written.trim()) ? Number(written) : 0;
  if (people < 1) throw new Invalid("Say how many may come by it, as a whole number from 1.");
  return people;
}

export async function endInvitationLink(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  const invitation = Number((await readForm(c))["invitation"]);
  const isMine = { invitation, reader: reader.id, now: web.clock() };
  const ended = Number.isSafeInteger(invitation) && (await endInvitation(web.db, isMine));
  return c.redirect(`${links.invitations}${ended ? "?ended" : ""}#own`, 303);
}

async function showAll(c: Context, web: Web, reader: Reader, made: Made): Promise<Response> {
  const { db, config } = web;
  const now = web.clock();
  const isClosed = config.REGISTRATION === "closed";
  const own = await listInvitations(db, reader.id);
  const comers = await listComers(
    db,
    own.map(({ id }) => id),
  );
  const allowance = await findAllowance(db, { reader, now });
  const silence = await whyNoVoice(c, web);
  return await renderPage(
    c,
    web,
    { title: "Invitations", robots: "noindex", ownSubscribeBox: true },
    <div class="invitations">
      <div class="page-head">
        <h1>Invitations</h1>
        <p>{whatFor[config.REGISTRATION]}</p>
      </div>
      {made.link && <NewLink href={made.link} />}
      {!isClosed &&
        (silence === undefined ? (
          <InvitationForm {...made} allowance={allowance} />
        ) : (
          <p>{silence}</p>
        ))}
      {(own.length > 0 || !isClosed) && (
        <OwnInvitations
          invitations={own}
          comers={comers}
          now={now}
          timeZone={await zoneOf(c, web)}
          wasEnded={c.req.query("ended") !== undefined}
        />
      )}
      {await treeOf(c, web, reader)}
    </div>,
    made.faults ? 400 : 200,
  );
}

const whatFor = {
  open: "Everybody may make an account here. Whoever comes by a link of yours is known to have come by you.",
  invitation: "Whoever wants an account here needs an invitation by somebody who has one.",
  closed:
    "New accounts are made by the owner of this site alone, so that nobody comes by invitation at present.",
} as const;

async function treeOf(c: Context, web: Web, reader: Reader): Promise<Child> {
  const tree = await growTree(web.db);
  const timeZone = await zoneOf(c, web);
  if (!may(reader, "moderate")) {
    const own = tree.find(reader.id)?.invited ?? [];
    if (own.length === 0) return null;
    return (
      <section class="invitation-part" id="tree">
        <h2>Who came by you</h2>
        <BranchList branches={own} timeZone={timeZone} of={reader.id} />
      </section>
    );
  }
  const hosts = tree.roots.filter(({ size }) => size > 0);
  return (
    <section class="invitation-part" id="tree">
      <h2>Who invited whom</h2>
      {hosts.length > 0 && <BranchList branches={hosts} timeZone={timeZone} />}
      <Lone many={tree.roots.length - hosts.length} besides={hosts.length > 0} />
    </section>
  );
}

/** One branch alone, of a tree that is too large for one page. @throws NotFound */
async function showBranch(
  c: Context,
  web: Web,
  { reader, written }: { reader: Reader; written: string },
): Promise<Response> {
  const branch = findBranch(await growTree(web.db), reader, Number(written));
  if (!branch) throw new NotFound("There is no such branch among those who came by you.");
  const title = `Who came by ${branch.reader?.name ?? formerReader}`;
  return await renderPage(
    c,
    web,
    { title, robots: "noindex", ownSubscribeBox: true },
    <div class="invitations">
      <div class="page-head">
        <h1>{title}</h1>
        <p>
          <a href={links.invitations}>All invitations</a>
        </p>
      </div>
      {branch.invited.length === 0 ? (
        <p>Nobody so far.</p>
      ) : (
        <BranchList branches={branch.invited} timeZone={await zoneOf(c, web)} of={branch.id} />
      )}
    </div>,
  );
}

function findBranch(tree: Tree, reader: Reader, id: number): Branch | undefined {
  const asked = tree.find(id);
  if (may(reader, "moderate")) return asked;
  const waiting = [tree.find(reader.id)];
  for (const each of waiting) {
    if (each === asked) return asked;
    waiting.push(...(each?.invited ?? []));
  }
  return undefined;
}
