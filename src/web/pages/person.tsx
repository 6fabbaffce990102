// A reader's page: who they are, and what they said and brought, as everybody sees it.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { listPapers } from "../../catalogue/papers.ts";
import { listNewestComments } from "../../community/discussion/comments.ts";
import { findMentioned, peopleOf } from "../../community/discussion/mentions.ts";
import { findRestriction } from "../../community/moderation/restrictions.ts";
import {
  countContributions,
  hasContributed,
  listAuthoredBy,
  listPickedBy,
  listSubmittedBy,
  listVotedBy,
  type SignedPaper,
} from "../../community/people/contributions.ts";
import { isPersonMuted } from "../../community/notifications/muting.ts";
import { findProfile, type Profile } from "../../community/people/profile.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { findReader, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { demandPage, readPageNumber, shortened } from "../requests.ts";
import { readSaid } from "../said.ts";
import { Paging } from "../views/paging.tsx";
import { CommentList, PaperList } from "../views/person-lists.tsx";
import {
  NothingOfTheirs,
  OwnPageNote,
  parts,
  PersonHead,
  PersonParts,
  PersonRail,
  type Part,
} from "../views/person.tsx";
import { Sentence } from "../views/sentence.tsx";

const perPage = 20;

export async function showPerson(c: Context, web: Web): Promise<Response> {
  const { db } = web;
  const handle = c.req.param("handle") ?? "";
  const profile = await findProfile(db, handle);
  if (!profile) return await showNobody(c, web, handle);
  // One address a person: under the handle that they have by now.
  if (profile.handle !== handle) return c.redirect(links.person(profile.handle), 302);
  const counts = await countContributions(db, profile);
  const shown = parts.filter((part) => counts[part] > 0);
  const asked = c.req.query("part") ?? shown[0];
  const here = shown.find((part) => part === asked);
  if (asked !== undefined && here === undefined) return c.redirect(links.person(handle), 302);
  const page = readPageNumber(c);
  const total = here ? counts[here] : 0;
  const pages = Math.max(1, Math.ceil(total / perPage));
  demandPage(page, pages);
  const { id, name, about } = profile;
  const looks = await findReader(c, web);
  const isOwn = looks?.id === id;
  const isMuted =
    looks !== undefined && (await isPersonMuted(db, { reader: looks.id, person: id }));
  const restriction = await findRestriction(db, { reader: id, now: web.clock() });
  // What a banned reader left on their own page is most likely why.
  const isBarred = restriction?.kind === "banned";
  const clock = { timeZone: await zoneOf(c, web), now: web.clock() };
  return await renderPage(
    c,
    web,
    {
      title: `${name} (@${handle})`,
      description: `What ${name} said and brought here.`,
      canonical: links.personPart(handle, here ?? "comments", page),
      ...(!isBarred && {
        card: { path: links.cardOfPerson(handle), alt: `${name}, @${handle}`, type: "profile" },
      }),
      feeds: [{ title: `Comments of ${name}`, of: links.person(handle) }],
      ...((isBarred || !hasContributed(counts)) && { robots: "noindex" as const }),
    },
    <div class="columns">
      <div class="person">
        <PersonHead
          profile={isBarred ? { ...profile, about: "" } : profile}
          people={peopleOf(await findMentioned(db, about))}
          restriction={restriction}
          {...clock}
        />
        {isOwn && <OwnPageNote isBlank={about === ""} showsVotes={profile.showsVotes} />}
        {here ? (
          <>
            <PersonParts handle={handle} shown={shown} counts={counts} here={here} />
            {await listPart(web, { profile, part: here, page, clock })}
            <Paging
              page={page}
              pages={pages}
              perPage={perPage}
              total={total}
              of={here === "comments" ? "comments" : "papers"}
              address={(each) => links.personPart(handle, here, each)}
            />
          </>
        ) : (
          <NothingOfTheirs name={name} isOwn={isOwn} />
        )}
      </div>
      <PersonRail
        profile={profile}
        isOwn={isOwn}
        looks={looks}
        isMuted={isMuted}
        speaks={counts.comments > 0}
      />
    </div>,
  );
}

interface PartPage {
  profile: Profile;
  part: Part;
  page: number;
  clock: { timeZone: string; now: Date };
}

async function listPart({ db }: Web, { profile, part, page, clock }: PartPage): Promise<Child> {
  const which = { reader: profile.id, limit: perPage, offset: (page - 1) * perPage };
  if (part === "comments") {
    const said = await readSaid(db, await listNewestComments(db, which));
    return <CommentList said={said} {...clock} />;
  }
  const listed = await papersOf[part](db, which);
  const papers = await listPapers(
    db,
    listed.map(({ paper }) => paper),
  );
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return (
    <PaperList
      papers={listed.flatMap(({ paper, signed }) => {
        const found = byId.get(paper);
        return found ? { paper: found, signed } : [];
      })}
    />
  );
}

type Listing = (
  db: Web["db"],
  which: Parameters<typeof listVotedBy>[1],
) => Promise<{ paper: number; signed?: SignedPaper }[]>;

const papersOf: Record<Exclude<Part, "comments">, Listing> = {
  papers: async (db, which) => bare(await listAuthoredBy(db, which)),
  submissions: async (db, which) => withSentences(await listSubmittedBy(db, which)),
  picks: async (db, which) => withSentences(await listPickedBy(db, which)),
  votes: async (db, which) => bare(await listVotedBy(db, which)),
};

function bare(papers: readonly number[]) {
  return papers.map((paper) => ({ paper }));
}

function withSentences(all: readonly SignedPaper[]) {
  return all.map((signed) => ({ paper: signed.paper, signed }));
}

async function showNobody(c: Context, web: Web, handle: string): Promise<Response> {
  const says = `Nobody here is called @${shortened(handle)}.`;
  return await renderPage(
    c,
    web,
    { title: says.slice(0, -1), robots: "noindex" },
    <Sentence says={says} code={404}>
      <p>
        The handle may be misspelt, or the account is gone. Those who say something here are on the
        page of <a href={links.discussions}>what is being talked about</a>; there is also{" "}
        <a href={links.home}>today’s edition</a>.
      </p>
    </Sentence>,
    404,
  );
}
