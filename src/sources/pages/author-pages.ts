// Who is named where a paper can be read: the pages of its source, by whoever speaks for it, and the
// mail addresses and ORCID iDs that stand there.
import { SourceError } from "../../errors.ts";
import { links } from "../../links.ts";
import { arxivOf } from "../../papers/identifier.ts";
import { orcidsIn } from "../../papers/orcid.ts";
import type { Paper } from "../../papers/paper.ts";
import { isWebAddress } from "../../papers/web-address.ts";
import type { Turns } from "../../turns.ts";
import type { Guard } from "../http/guarded-request.ts";
import { NotThere } from "../http/http.ts";
import { openPage, type OpenedPage } from "../http/open-page.ts";
import { addressesIn } from "./addresses.ts";
import { readFrontMatter } from "./front-matter.ts";
import { pageText } from "./page-text.ts";

interface NamedPeople {
  /** Addresses that stand where authors do. */
  addresses: ReadonlySet<string>;
  /** Those further down, where an example or a quotation may be meant. */
  furtherDown: ReadonlySet<string>;
  orcids: ReadonlySet<string>;
}

/** One page that was looked at. */
export interface LookedAt extends NamedPeople {
  host: string;
  /** Nothing but this page says what the paper is: whoever made the page may name whom they like. */
  isOwn: boolean;
  /** Why nothing could be read there, as a sentence. */
  fault?: string;
}

export interface AuthorPages {
  /** Where arXiv shows its papers. */
  arxivUrl: URL;
  /** Its turns, since whoever asks it must wait for them. */
  arxivTurns: Turns;
  /** Where DOIs are resolved. */
  doiUrl: URL;
  guard: Guard;
  userAgent: string;
}

const accept = "text/html, application/xhtml+xml";
const timeoutMs = 12_000;
const patienceMs = 10_000;
const mostPages = 3;
/** In characters: some three pages of print, and what a publisher puts above them. */
const frontLength = 15_000;

/** Never throws for what a page does: that is told with it. */
export async function lookForAuthors(
  paper: Pick<Paper, "identifier" | "doi" | "projectUrl">,
  pages: AuthorPages,
): Promise<LookedAt[]> {
  const looked: LookedAt[] = [];
  const isOwn = paper.identifier.startsWith("title:");
  for (const { url, trusted, isArxiv } of pagesOf(paper, pages).slice(0, mostPages)) {
    looked.push({ ...(await look(url, { pages, trusted, isArxiv })), isOwn });
  }
  return looked;
}

interface PageOfPaper {
  url: URL;
  /** The origin that the owner has set up. */
  trusted?: URL | undefined;
  isArxiv?: boolean;
}

function pagesOf(
  { identifier, doi, projectUrl }: Pick<Paper, "identifier" | "doi" | "projectUrl">,
  { arxivUrl, doiUrl }: AuthorPages,
): PageOfPaper[] {
  const found: PageOfPaper[] = [];
  const arxiv = arxivOf(identifier);
  if (arxiv !== undefined) {
    found.push({ url: below(arxivUrl, `html/${arxiv}`), trusted: arxivUrl, isArxiv: true });
  }
  const named = identifier.startsWith("doi:") ? identifier.slice("doi:".length) : doi;
  if (named && !/^10\.48550\/arxiv/i.test(named)) {
    const written = named.split(/\s/)[0]!.split("/").map(encodeURIComponent).join("/");
    found.push({ url: below(doiUrl, written), trusted: doiUrl });
  }
  if (identifier.startsWith("openreview:")) {
    const id = encodeURIComponent(identifier.slice("openreview:".length));
    found.push({ url: new URL(links.openReviewAt(id)) });
  }
  // A paper of which nothing but a page is known is what that page says.
  if (identifier.startsWith("title:") && isWebAddress(projectUrl)) {
    found.push({ url: new URL(projectUrl) });
  }
  return found;
}

function below(base: URL, path: string): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/${path}`;
  return url;
}

interface Looking {
  pages: AuthorPages;
  trusted: URL | undefined;
  isArxiv: boolean | undefined;
}

async function look(
  url: URL,
  { pages, trusted, isArxiv = false }: Looking,
): Promise<Omit<LookedAt, "isOwn">> {
  const { guard, userAgent, arxivTurns } = pages;
  const open = async () => await openPage(url, { guard, userAgent, accept, trusted, timeoutMs });
  try {
    const opened = isArxiv ? await inTurn(arxivTurns, open) : await open();
    return { host: opened.url.host, ...peopleOn(opened) };
  } catch (cause) {
    if (!(cause instanceof SourceError)) throw cause;
    const fault =
      isArxiv && cause instanceof NotThere
        ? `${url.host} has no HTML version of this paper.`
        : cause.message;
    return { host: url.host, ...nobody, fault };
  }
}

const nobody: NamedPeople = { addresses: new Set(), furtherDown: new Set(), orcids: new Set() };

async function inTurn(turns: Turns, open: () => Promise<OpenedPage>): Promise<OpenedPage> {
  const turn = await turns.take({ source: "author pages", patienceMs });
  try {
    const opened = await open();
    await turn.end({ status: 200 });
    return opened;
  } catch (cause) {
    await turn.end({ error: cause instanceof Error ? cause.message : String(cause) });
    throw cause;
  }
}

function peopleOn({ bytes, type }: OpenedPage): NamedPeople {
  if (!/\b(html|text)\b/.test(type)) return nobody;
  const { said, text } = readFrontMatter(pageText(bytes, type));
  const named = addressesIn(text);
  const isFront = ({ at }: { at: number }) => at < frontLength;
  const addresses = [...addressesIn(said), ...named.filter(isFront)];
  return {
    addresses: new Set(addresses.map(({ address }) => address)),
    furtherDown: new Set(named.filter((each) => !isFront(each)).map(({ address }) => address)),
    orcids: new Set(orcidsIn(`${said}\n${text.slice(0, frontLength)}`)),
  };
}

/**
 * Whom a paper itself names in its abstract and in what its authors say of it, where arXiv, which lets
 * authors alone write these, has said it. Of others it may come from whoever brought the paper here.
 */
export function addressesOf({
  identifier,
  abstract,
  comment,
}: Pick<Paper, "identifier" | "abstract" | "comment">): Set<string> {
  if (!identifier.startsWith("arxiv:")) return new Set();
  return new Set(addressesIn(`${comment ?? ""}\n${abstract}`).map(({ address }) => address));
}
