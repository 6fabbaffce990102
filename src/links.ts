// Every address that the program writes, so that pages, mail and API agree.
import { bareIdentifier, type Identifier } from "./papers/identifier.ts";
import type { Day, Period } from "./papers/period.ts";

export const feedFormats = ["atom", "rss", "json"] as const;

export type FeedFormat = (typeof feedFormats)[number];

const feedEndings: Record<FeedFormat, string> = { atom: "", rss: ".rss", json: ".json" };

export const links = {
  home: "/",
  /** All of them, and how to make one. */
  feeds: "/feeds",
  /** The same, with the feed of a search or a section first. */
  feedsOf: (asked: { q?: string; section?: string }) => `/feeds?${params(asked)}`,
  /** The same, at the row of one of them. */
  feedsAt: (row: "trending" | "discussions") => `/feeds#${row}`,
  /** The feed of what stands at an address of this site: `/feed`, `/search/feed.rss?q=robots`. */
  feed: (of: string, format: FeedFormat = "atom") => {
    const [path = "", query] = of.split("?");
    const asked = query === undefined ? "" : `?${query}`;
    return `${path === "/" ? "" : path}/feed${feedEndings[format]}${asked}`;
  },
  /** The papers of the newest editions, one by one; only its feed is there. */
  papers: "/papers",
  search: (query?: string, page = 1) =>
    query === undefined
      ? "/search"
      : `/search?${params({ q: query, page: page > 1 ? page : undefined })}`,
  sections: "/sections",
  section: (section: string) => `/sections/${encodeURIComponent(section)}`,
  /** The form of the filters; it leads to the search that they make. */
  searchFilters: "/search/filters",
  searchHelp: "/search/help",
  /** What browsers offer while somebody types a search. */
  searchSuggestions: "/search/suggest",
  /** Tells browsers how to search here. */
  openSearch: "/opensearch.xml",
  settings: "/settings",
  /** The settings, where the answer to this question was kept. */
  saved: (question = "") => `/settings?saved=${question}${question && `#${question}`}`,
  settingsName: "/settings/name",
  settingsAddress: "/settings/address",
  /** Behind the link in a letter to the new address. */
  newAddress: (token: string) => `/settings/address/${token}`,
  settingsPassword: "/settings/password",
  settingsPasswordEnd: "/settings/password/remove",
  settingsSessions: "/settings/sessions",
  settingsPasskeys: "/settings/passkeys",
  /** Tokens for programs. */
  settingsTokens: "/settings/tokens",
  endToken: (id: number | string) => `/settings/tokens/${id}/end`,
  settingsData: "/settings/data",
  settingsDataExport: "/settings/data/export",
  settingsDataDelete: "/settings/data/delete",
  /** After an account was deleted. */
  goodbye: "/goodbye",
  ranking: "/ranking",
  rankingUndo: "/ranking/undo",
  trending: "/trending",
  trendingPage: (page: number) => `${links.trending}${page > 1 ? `?page=${page}` : ""}`,
  following: "/following",
  followingRenew: "/following/renew",
  /** What is followed, for whoever holds the signed address; only its feed is there. */
  followingOf: (token: string) => `/following/${token}`,
  library: "/library",
  /** A part of the library, one tag of it, or what a search finds there. */
  libraryPart: (part: Record<string, string | number | undefined>) => {
    const asked = params(part);
    return asked === "" ? links.library : `${links.library}?${asked}`;
  },
  /** What is done with the papers that are ticked. */
  libraryChange: "/library/change",
  libraryExport: (format: string, tag?: string) => `/library/export?${params({ format, tag })}`,
  libraryImport: "/library/import",
  /** What a reader never wants to see; with a paper, what of it there is to hide. */
  hidden: (like?: Identifier) =>
    like === undefined ? "/hidden" : `/hidden?${params({ like: bareIdentifier(like) })}`,
  hiddenRemove: "/hidden/remove",
  submit: (query?: string) => (query ? `/submit?${params({ q: query })}` : "/submit"),
  submitTake: "/submit/take",
  /** Takes a submission away again. */
  takeBack: (identifier: Identifier) => `${links.paper(identifier)}/take-back`,
  subscribe: "/subscribe",
  /** The letter that a subscription with these wishes would get. */
  subscribePreview: "/subscribe/preview",
  paper: (identifier: Identifier) => `/papers/${pathOf(bareIdentifier(identifier))}`,
  vote: (identifier: Identifier) => `${links.paper(identifier)}/vote`,
  /** Editors put the paper on top of an edition there. */
  pick: (identifier: Identifier) => `${links.paper(identifier)}/pick`,
  save: (identifier: Identifier) => `${links.paper(identifier)}/save`,
  read: (identifier: Identifier) => `${links.paper(identifier)}/read`,
  /** The reader's note and tags. */
  annotate: (identifier: Identifier) => `${links.paper(identifier)}/note`,
  markdown: (identifier: Identifier) => `${links.paper(identifier)}.md`,
  bibtex: (identifier: Identifier) => `${links.paper(identifier)}.bib`,
  plainText: (identifier: Identifier) => `${links.paper(identifier)}.txt`,
  /** Its discussion, on its page; a comment is sent there. */
  discussion: (identifier: Identifier) => `${links.paper(identifier)}#discussion`,
  /** A page of it, in an order other than by time. */
  discussionPage: (
    identifier: Identifier,
    { order, page = 1 }: { order?: "time" | "votes"; page?: number },
  ) => {
    const asked = params({ ...inOrder(order), page: page > 1 ? page : undefined });
    return `${links.paper(identifier)}${asked && `?${asked}`}#discussion`;
  },
  discussionForm: (identifier: Identifier) => `${links.paper(identifier)}/discussion`,
  /** Whoever follows a discussion is told of new comments. */
  followPaper: (identifier: Identifier) => `${links.paper(identifier)}/follow`,
  /** A reader says that they are an author of the paper. */
  claim: (identifier: Identifier) => `${links.paper(identifier)}/claim`,
  /** One comment with what is above it and all that answers it; this address stays. */
  comment: (id: number) => `/comments/${id}`,
  commentPage: (id: number, { order, page = 1 }: { order?: "time" | "votes"; page?: number }) => {
    const asked = params({ ...inOrder(order), page: page > 1 ? page : undefined });
    return `${links.comment(id)}${asked && `?${asked}`}`;
  },
  /** They lead back to the discussion in the order in which it was read. */
  commentReply: (id: number, order?: "time" | "votes") =>
    `${links.comment(id)}/reply${orderQuery(order)}`,
  commentEdit: (id: number, order?: "time" | "votes") =>
    `${links.comment(id)}/edit${orderQuery(order)}`,
  commentDelete: (id: number, order?: "time" | "votes") =>
    `${links.comment(id)}/delete${orderQuery(order)}`,
  commentHistory: (id: number) => `${links.comment(id)}/history`,
  commentVote: (id: number) => `${links.comment(id)}/vote`,
  commentReport: (id: number) => `${links.comment(id)}/report`,
  /** Nothing more is told of the thread that it stands in. */
  commentMute: (id: number, order?: "time" | "votes") =>
    `${links.comment(id)}/mute${orderQuery(order)}`,
  commentModerate: (id: number) => `${links.comment(id)}/moderate`,
  /** What a comment would look like. */
  commentPreview: "/comments/preview",
  person: (handle: string) => `/people/${handle}`,
  /** What they brought of one kind. */
  personPart: (handle: string, part: string, page = 1) => {
    const asked = params({
      part: part === "comments" ? undefined : part,
      page: page > 1 ? page : undefined,
    });
    return `${links.person(handle)}${asked && `?${asked}`}`;
  },
  personMute: (handle: string) => `${links.person(handle)}/mute`,
  personModerate: (handle: string) => `${links.person(handle)}/moderate`,
  /** What is being talked about. */
  discussions: "/discussions",
  /** Of one section, in another order, or further pages of it. */
  discussionsOf: (asked: {
    section?: string | undefined;
    sort?: "newest" | undefined;
    page?: number;
  }) => {
    const { page = 1, ...rest } = asked;
    const written = params({ ...rest, page: page > 1 ? page : undefined });
    return `${links.discussions}${written && `?${written}`}`;
  },
  notifications: "/notifications",
  notificationsRead: "/notifications/read",
  /** Behind a link in a letter: no letters of this kind any more. */
  notificationsOff: (token: string) => `/notifications/off/${token}`,
  settingsNotifications: "/settings/notifications",
  settingsProfile: "/settings/profile",
  settingsOrcid: "/settings/orcid",
  /** What is new since the reader's mark; the same address sets the mark. */
  since: "/since",
  /** The page of an edition, of one of its sections if named. */
  edition: (
    period: Period,
    {
      section,
      page = 1,
      minutes,
    }: { section?: string | undefined; page?: number; minutes?: number | undefined } = {},
  ) => {
    const base = section === undefined ? "" : links.section(section);
    if (period.kind === "since") {
      const asked = { day: period.key, page: page > 1 ? page : undefined };
      return `${base}${links.since}?${params(asked)}`;
    }
    const asked = params({ minutes, page: page > 1 ? page : undefined });
    return `${base}/${period.kind}/${period.key}${asked && `?${asked}`}`;
  },
  /** The editions as a calendar, those to come included. */
  calendar: "/calendar.ics",
  /** The index of the sitemaps. */
  sitemap: "/sitemap.xml",
  sitemapOf: (name: string) => `/sitemaps/${name}.xml`,
  /** What editors picked and will pick. */
  picks: "/picks",
  /** The same, after one was picked for a day that is still to come. */
  picked: (day: Day) => `/picks?planned=${day}`,
  pickOf: (day: Day, identifier: Identifier) =>
    `/picks/${day}/${pathOf(bareIdentifier(identifier))}`,
  closeEdition: (day: Day) => `/day/${day}/close`,
  openEdition: (day: Day) => `/day/${day}/open`,
  /** What was announced for an edition, and what became of it. */
  receipt: (period: Period) => `${links.edition(period)}/receipt`,
  /** Where programs ask for what a page offers by `unapi-id`. */
  unapi: "/unapi",
  status: "/status",
  /** Where clients of the Model Context Protocol connect. */
  mcp: "/mcp",
  /** What the API is, with all of its routes to be tried. */
  api: "/api",
  /** Where a form of that page leads to the answer of its route. */
  apiTry: "/api/try",
  apiDescription: "/api/v1/openapi.json",
  /** Of one of its sections, or what can be read in some minutes. */
  apiEdition: (
    period: Period,
    of: { section?: string | undefined; minutes?: number | undefined } = {},
  ) => {
    const asked = params(of);
    return `/api/v1/editions/${period.key}/papers${asked && `?${asked}`}`;
  },
  apiReceipt: (period: Period) => `/api/v1/editions/${period.key}/receipt`,
  apiTrending: "/api/v1/trending",
  apiDiscussions: (of: { section?: string | undefined; sort?: "newest" | undefined }) => {
    const asked = params(of);
    return `/api/v1/discussions${asked && `?${asked}`}`;
  },
  apiSection: (section: string) => `/api/v1${links.section(section)}/papers`,
  apiStatus: "/api/v1/status",
  apiPaper: (identifier: Identifier) => `/api/v1/papers/${pathOf(bareIdentifier(identifier))}`,
  apiSearch: (query: string) => `/api/v1/search?${params({ q: query })}`,
  /** Pages behind a signed link in mail. */
  confirm: (token: string) => `/confirm/${token}`,
  unsubscribe: (token: string) => `/unsubscribe/${token}`,
  /** Nothing is written to the address any more, not even by mistake. */
  never: (token: string) => `/never/${token}`,
  /** Changes a subscription. */
  subscription: (token: string) => `/subscription/${token}`,
  subscriptionPreview: (token: string) => `${links.subscription(token)}/preview`,
  subscriptionPause: (token: string) => `${links.subscription(token)}/pause`,
  subscriptionLess: (token: string, identifier: Identifier) =>
    `${links.subscription(token)}/less/${pathOf(bareIdentifier(identifier))}`,
  /** The digests of a subscription, to be read here; this link changes nothing. */
  letters: (token: string) => `/letters/${token}`,
  letter: (token: string, edition: string) => `${links.letters(token)}/${edition}`,
  /** How the mail of this instance fares; its owner's. */
  ownerMail: "/owner/mail",
  ownerMailPause: "/owner/mail/pause",
  ownerMailTest: "/owner/mail/test",
  /** What waits for moderators; and what they did, for everybody. */
  moderation: "/moderation",
  /** What waits by one person. */
  moderationBy: (handle: string) => `/moderation?by=${handle}`,
  moderationLog: "/moderation/log",
  moderationWords: "/moderation/words",
  moderationClaims: "/moderation/claims",
  moderationUndo: "/moderation/undo",
  /** Bursts of votes; for moderators. */
  moderationVotes: "/moderation/votes",
  /** Signs in as the owner of this instance. */
  owner: (token: string) => `/owner/${token}`,
  signIn: (next?: string) => (next ? `/sign-in?${params({ next })}` : "/sign-in"),
  /** Whoever was at the institution was not let in. */
  signInRefused: (reason: string) => `/sign-in?${params({ refused: reason })}`,
  /** Behind the link in a letter. */
  signInLink: (token: string) => `/sign-in/${token}`,
  signInPassword: "/sign-in/password",
  signInInstitution: "/sign-in/institution",
  signOut: "/sign-out",
  invitation: (token: string) => `/invitation/${token}`,
  invitations: "/invitations",
  /** Who came by the reader with this number, alone. */
  invitationBranch: (reader: number) => `/invitations?${params({ branch: reader })}`,
  invitationsEnd: "/invitations/end",
  /** What was found for a list that was imported. */
  matches: (token: string) => `/matches/${token}`,
  /** Pictures by which links to this site are shown elsewhere. */
  cardOfPaper: (identifier: Identifier) =>
    `/cards/papers/${pathOf(bareIdentifier(identifier))}.png`,
  cardOfEdition: (period: Period) => `/cards/${period.kind}/${period.key}.png`,
  cardOfSection: (section: string) => `/cards${links.section(section)}.png`,
  cardOfPerson: (handle: string) => `/cards${links.person(handle)}.png`,
  cardOfSite: "/cards/site.png",
  /** The site as an app. */
  manifest: "/manifest.webmanifest",
  worker: "/sw.js",
  offline: "/offline",
  appleIcon: "/apple-touch-icon.png",
  /** The icon of that many pixels; a maskable one has a wider margin. */
  icon: (size: number, maskable = false) => `/icons/${maskable ? "maskable-" : ""}${size}.png`,
  /** What another app shares leads to the paper that it is about. */
  share: "/share",
  /** A path of the site as a whole address. */
  whole: (path: string, site: URL) => new URL(path, site).href,
  /** A path of the site as a whole address; any other address as it is. */
  wherever: (href: string, site: URL) => (href.startsWith("/") ? new URL(href, site).href : href),
  abstractAt: (arxiv: string) => `https://arxiv.org/abs/${arxiv}`,
  pdfAt: (arxiv: string) => `https://arxiv.org/pdf/${arxiv}`,
  orcidAt: (orcid: string) => `https://orcid.org/${orcid}`,
  openReviewAt: (id: string) => `https://openreview.net/forum?id=${encodeURIComponent(id)}`,
  /** Whatever a page may call its DOI, it ends in no query and no fragment. */
  doiAt: (doi: string) =>
    `https://doi.org/${encodeURI(doi.toWellFormed()).replaceAll("#", "%23").replaceAll("?", "%3F")}`,
} as const;

/** The slash of an old identifier stays a slash. */
function pathOf(bare: string): string {
  return bare.split("/").map(encodeURIComponent).join("/").replaceAll("%3A", ":");
}

/** By time is the usual one, and needs no word. */
function inOrder(order: "time" | "votes" = "time"): { order?: "votes" } {
  return order === "time" ? {} : { order };
}

function orderQuery(order: "time" | "votes" | undefined): string {
  const asked = params(inOrder(order));
  return asked && `?${asked}`;
}

function params(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
