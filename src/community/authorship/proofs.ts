// What speaks for a reader’s being an author: their address at the paper, or their ORCID iD. It is
// looked for while the reader waits, in pages of others, so that few look at once and none twice.
import { systemClock } from "../../clock.ts";
import { doisIn } from "../../catalogue/names.ts";
import type { Config } from "../../config.ts";
import { Invalid, TooMany } from "../../errors.ts";
import type { Identifier } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { publicGuard, type Guard } from "../../sources/http/guarded-request.ts";
import { readOrcidWorks, type AskingOrcid } from "../../sources/orcid/record.ts";
import { isShared } from "../../sources/pages/addresses.ts";
import { addressesOf, lookForAuthors, type LookedAt } from "../../sources/pages/author-pages.ts";
import { openTurns } from "../../store/turns.ts";
import type { Database } from "../../store/tables.ts";
import { userAgentOf } from "../../user-agent.ts";
import type { Reader } from "../readers.ts";
import { bearsName, isNear } from "./near-author.ts";
import type { Finding } from "./settle-claim.ts";

/** What was looked at, for whoever waits; nobody’s address stands in it. */
export interface Searched {
  /** `its abstract and comment`, or the host of a page. */
  where: string;
  /** How many addresses of people stand there. */
  addresses: number;
  fault?: string | undefined;
}

export interface Search {
  finding: Finding | undefined;
  looked: Searched[];
}

interface Sought {
  paper: Paper;
  reader: Reader;
  /** Whom the reader says that they are. */
  author: string;
}

export interface Proofs {
  /** @throws Invalid, TooMany */
  byAddress: (sought: Sought) => Promise<Search>;
  /** The iD is proved already. @throws Invalid, SourceError, TooMany */
  byOrcid: (sought: Sought & { orcid: string }) => Promise<Search>;
  /** One who asks strangers for the reader; see above. @throws TooMany */
  asking: <Result>(
    reader: Reader,
    ask: (asking: AskingOrcid) => Promise<Result>,
  ) => Promise<Result>;
}

interface ProofsOptions {
  db: Database;
  config: Config;
  clock: () => Date;
  /** How pages are fetched; from the public net alone if left out. */
  guard?: Guard | undefined;
}

const mostLooks = 6;
const keptMs = 10 * 60_000;
const mostKept = 200;

export function openProofs({ db, config, clock, guard = publicGuard }: ProofsOptions): Proofs {
  const userAgent = userAgentOf(config);
  const askers = new Set<number>();
  const kept = new Map<number, { looked: Promise<LookedAt[]>; until: number }>();

  async function asking<Result>(
    { id }: Reader,
    ask: (asking: AskingOrcid) => Promise<Result>,
  ): Promise<Result> {
    if (askers.has(id))
      throw new TooMany("Your last try is still under way. Please wait for it.", 5);
    if (askers.size >= mostLooks) {
      throw new TooMany("Many papers are being looked at right now. Please try again shortly.", 5);
    }
    askers.add(id);
    try {
      return await ask({ orcidUrl: config.ORCID_URL, guard, userAgent });
    } finally {
      askers.delete(id);
    }
  }

  /** Nothing of it is kept anywhere but here, and not for long. */
  async function lookOnce(paper: Paper): Promise<LookedAt[]> {
    const now = clock().getTime();
    for (const [id, { until }] of kept) {
      if (until < now || kept.size >= mostKept) kept.delete(id);
    }
    const known = kept.get(paper.id);
    if (known) return await known.looked;
    const looked = lookForAuthors(paper, {
      arxivUrl: config.ARXIV_URL,
      arxivTurns: openTurns(db, { host: "arxiv", clock: systemClock }),
      doiUrl: config.DOI_URL,
      guard,
      userAgent,
    });
    kept.set(paper.id, { looked, until: now + keptMs });
    looked.catch(() => kept.delete(paper.id));
    return await looked;
  }

  async function byAddress({ paper, reader, author }: Sought): Promise<Search> {
    const { address } = reader;
    if (isShared(address)) {
      throw new Invalid(
        "Several people may read what is sent to your address, so it proves nothing. Choose another way.",
      );
    }
    await demandVerified(db, reader);
    const domain = address.slice(address.lastIndexOf("@") + 1);
    const own = addressesOf(paper);
    const looked: Searched[] = [{ where: ownWords(paper), addresses: countOfPeople(own) }];
    // Whom a paper names may be any of its authors, or somebody who answers its mail.
    const isTheirs = bearsName(address, author) || isNear(reader.name, author);
    const doubt = isTheirs ? "" : " Neither it nor the reader has a name like the author’s.";
    if (own.has(address)) {
      const evidence = `An address at ${domain} stands in ${ownWords(paper)}.${doubt}`;
      return { finding: { ...(isTheirs && addressProof), evidence }, looked };
    }
    const pages = await asking(reader, async () => await lookOnce(paper));
    looked.push(...pages.map(searchedOf));
    const page = pages.find(
      ({ addresses, furtherDown }) =>
        addresses.has(address) || (furtherDown.has(address) && bearsName(address, author)),
    );
    if (!page) return { finding: undefined, looked };
    const evidence = `An address at ${domain} stands on the paper’s page at ${page.host}.${doubt}${ownPage(page)}`;
    return { finding: { ...(isTheirs && !page.isOwn && addressProof), evidence }, looked };
  }

  async function byOrcid({ paper, reader, orcid }: Sought & { orcid: string }): Promise<Search> {
    const names = await namesOf(db, paper);
    return await asking(reader, async (orcidAsking) => {
      const works = await readOrcidWorks(orcid, orcidAsking);
      const own = works.filter((work) => [...work.names].some((each) => names.has(each)));
      const registry = own.find((work) => work.registry !== "")?.registry;
      const looked: Searched[] = [{ where: `the ORCID record ${orcid}`, addresses: 0 }];
      if (registry !== undefined) {
        const evidence = `${registry} lists the paper in the ORCID record ${orcid}.`;
        return { finding: { ...orcidProof, evidence }, looked };
      }
      const pages = await lookOnce(paper);
      looked.push(...pages.map(searchedOf));
      const page = pages.find(({ orcids }) => orcids.has(orcid));
      if (page) {
        const evidence = `The paper’s page at ${page.host} names the ORCID iD ${orcid}.${ownPage(page)}`;
        return { finding: { ...(!page.isOwn && orcidProof), evidence }, looked };
      }
      // Anybody can write any paper into a record of their own.
      const evidence = `The ORCID record ${orcid} lists the paper, but its owner put it there.`;
      return { finding: own.length > 0 ? { evidence } : undefined, looked };
    });
  }

  return { byAddress, byOrcid, asking };
}

const addressProof = { proof: "address" } as const;
const orcidProof = { proof: "orcid" } as const;

function ownPage({ isOwn }: LookedAt): string {
  return isOwn ? " Nothing but that page says what the paper is." : "";
}

function ownWords({ comment }: Paper): string {
  return comment === null ? "the paper’s abstract" : "the paper’s abstract and comment";
}

function searchedOf({ host, addresses, furtherDown, fault }: LookedAt): Searched {
  const all = new Set([...addresses, ...furtherDown]);
  return { where: host, addresses: countOfPeople(all), fault };
}

function countOfPeople(addresses: ReadonlySet<string>): number {
  return [...addresses].filter((each) => !isShared(each)).length;
}

/** @throws Invalid */
async function demandVerified(db: Database, { id }: Reader): Promise<void> {
  const row = await db
    .selectFrom("readers")
    .select("email_verified")
    .where("id", "=", id)
    .executeTakeFirst();
  if (row?.email_verified !== 1) {
    throw new Invalid("Your address is not confirmed yet. Sign in by a link in a letter first.");
  }
}

/** All that it goes by, and went by. */
async function namesOf(db: Database, { id, doi }: Paper): Promise<Set<Identifier>> {
  const rows = await db
    .selectFrom("identifiers")
    .select("identifier")
    .where("paper_id", "=", id)
    .where("identifier", "not like", "title:%")
    .execute();
  return new Set([...rows.map(({ identifier }) => identifier as Identifier), ...doisIn(doi)]);
}
