// The web face: every address of the site and what answers there.
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { methodNotAllowed } from "hono/method-not-allowed";
import { institutionPath, passkeyPath } from "../community/accounts/accounts.ts";
import { findNewestEdition } from "../editions/edition.ts";
import { links } from "../links.ts";
import { readAssets, sendAsset } from "./assets.ts";
import type { Handler, Web, WebOptions } from "./context.ts";
import { showError, showMethods, showUnknown } from "./errors.tsx";
import { rejectForeign } from "./foreign.ts";
import { confirm, showConfirm } from "./pages/confirm.tsx";
import {
  showNewest,
  showNewestOfSection,
  showPeriod,
  showPeriodOfSection,
} from "./pages/edition.tsx";
import { acceptInvitation, showInvitation } from "./pages/invitation.tsx";
import { sendLettersFeed } from "./pages/letters-feed.ts";
import { showLetter, showLetters } from "./pages/letters.tsx";
import { answerMatches, showMatches } from "./pages/matches.tsx";
import { neverAgain, showNever } from "./pages/never.tsx";
import { pauseOrResume, sendTest, showOwnerMail } from "./pages/owner-mail.tsx";
import { showOwnerLink, signInOwner } from "./pages/owner.tsx";
import { showPaper } from "./pages/paper.tsx";
import { saveRanking, showRanking, undoRanking } from "./pages/ranking.tsx";
import { showReceipt } from "./pages/receipt.tsx";
import { chooseFilters } from "./pages/search-filters.ts";
import { showSearchHelp } from "./pages/search-help.tsx";
import { search } from "./pages/search.tsx";
import { sendSearchFeed, sendSectionFeed } from "./pages/feeds.ts";
import {
  answerPasskey,
  askForLink,
  comeFromInstitution,
  goToInstitution,
  showSignIn,
  showSignInLink,
  signInByPassword,
  signOut,
  useSignInLink,
} from "./pages/sign-in.tsx";
import { showSections } from "./pages/sections.tsx";
import { saveSettings, showSettings } from "./pages/settings.tsx";
import { markSeen, showSince, showSinceOfSection } from "./pages/since.tsx";
import { showStatus } from "./pages/status.tsx";
import { goToPreview, previewSubscribe, showSubscribe, subscribe } from "./pages/subscribe.tsx";
import { less, showLess } from "./pages/subscription-less.tsx";
import { pause, showPause } from "./pages/subscription-pause.tsx";
import { previewSubscription, saveSubscription, showSubscription } from "./pages/subscription.tsx";
import { showTrending } from "./pages/trending.tsx";
import { showUnsubscribe, unsubscribe } from "./pages/unsubscribe.tsx";
import { vote } from "./pages/vote.ts";
import { rejectStrangers } from "./private.ts";
import { newRateLimits } from "./rate-limits.ts";
import { securityHeaders } from "./security-headers.ts";

export type { WebOptions } from "./context.ts";

const longestBody = 64 * 1024;

/** Mount it behind everything else: it answers, with a page, for every address that is left. */
export function createWeb(options: WebOptions): Hono {
  const web: Web = { ...options, assets: readAssets(), limits: newRateLimits() };
  const app = new Hono();
  const at = (handler: Handler) => (c: Parameters<Handler>[0]) => handler(c, web);

  app.use(securityHeaders());
  app.use(compress());
  app.use(
    methodNotAllowed({ app, onMethodNotAllowed: (c, methods) => showMethods(c, web, methods) }),
  );
  app.use(bodyLimit({ maxSize: longestBody }));
  app.use(rejectForeign(web));
  if (web.config.PRIVATE) app.use(rejectStrangers(web));

  app.get(links.home, at(showNewest));
  app.get("/day/:key", at(showPeriod("day")));
  app.get("/week/:key", at(showPeriod("week")));
  app.get("/month/:key", at(showPeriod("month")));
  app.get("/day/:key/receipt", at(showReceipt("day")));
  app.get("/week/:key/receipt", at(showReceipt("week")));
  app.get("/month/:key/receipt", at(showReceipt("month")));

  app.get(links.since, at(showSince));
  app.post(links.since, at(markSeen));

  app.get(links.sections, at(showSections));
  app.get("/sections/:section", at(showNewestOfSection));
  app.get("/sections/:section/feed", at(sendSectionFeed("atom")));
  app.get("/sections/:section/feed.json", at(sendSectionFeed("json")));
  app.get("/sections/:section/since", at(showSinceOfSection));
  app.get("/sections/:section/day/:key", at(showPeriodOfSection("day")));
  app.get("/sections/:section/week/:key", at(showPeriodOfSection("week")));
  app.get("/sections/:section/month/:key", at(showPeriodOfSection("month")));

  // Old identifiers hold a slash: hep-th/9901001.
  app.get("/papers/:identifier{.+}", at(showPaper));
  app.post("/papers/:identifier{.+/vote}", at(vote));

  app.get(links.search(), at(search));
  app.get(links.searchFilters, at(chooseFilters));
  app.get(links.searchHelp, at(showSearchHelp));
  app.get("/search/feed", at(sendSearchFeed("atom")));
  app.get("/search/feed.json", at(sendSearchFeed("json")));
  app.get(links.trending, at(showTrending));
  app.get(links.ranking, at(showRanking));
  app.post(links.ranking, at(saveRanking));
  app.post(links.rankingUndo, at(undoRanking));
  app.get(links.status, at(showStatus));

  app.get(links.settings, at(showSettings));
  app.post(links.settings, at(saveSettings));

  app.get(links.subscribe, at(showSubscribe));
  app.post(links.subscribe, at(subscribe));
  app.get(links.subscribePreview, at(previewSubscribe));
  app.post(links.subscribePreview, at(goToPreview));
  app.get(links.confirm(":token"), at(showConfirm));
  app.post(links.confirm(":token"), at(confirm));
  app.get(links.unsubscribe(":token"), at(showUnsubscribe));
  app.post(links.unsubscribe(":token"), at(unsubscribe));
  app.get(links.never(":token"), at(showNever));
  app.post(links.never(":token"), at(neverAgain));

  app.get(links.subscription(":token"), at(showSubscription));
  app.post(links.subscription(":token"), at(saveSubscription));
  app.get(links.subscriptionPreview(":token"), at(previewSubscription));
  app.get(links.subscriptionPause(":token"), at(showPause));
  app.post(links.subscriptionPause(":token"), at(pause));
  app.get("/subscription/:token/less/:identifier{.+}", at(showLess));
  app.post("/subscription/:token/less/:identifier{.+}", at(less));
  app.get(links.letters(":token"), at(showLetters));
  app.get(links.lettersFeed(":token"), at(sendLettersFeed("atom")));
  app.get(links.lettersJsonFeed(":token"), at(sendLettersFeed("json")));
  app.get(links.letter(":token", ":edition{[\\dW-]+}"), at(showLetter));

  app.get(links.matches(":token"), at(showMatches));
  app.post(links.matches(":token"), at(answerMatches));

  app.get(links.ownerMail, at(showOwnerMail));
  app.post(links.ownerMailPause, at(pauseOrResume));
  app.post(links.ownerMailTest, at(sendTest));
  app.get(links.owner(":token"), at(showOwnerLink));
  app.post(links.owner(":token"), at(signInOwner));
  app.post(links.signOut, at(signOut));

  app.get(links.signIn(), at(showSignIn));
  app.post(links.signIn(), at(askForLink));
  app.post(links.signInPassword, at(signInByPassword));
  app.post(links.signInInstitution, at(goToInstitution));
  app.get(links.signInLink(":token"), at(showSignInLink));
  app.post(links.signInLink(":token"), at(useSignInLink));
  app.get(links.invitation(":token"), at(showInvitation));
  app.post(links.invitation(":token"), at(acceptInvitation));
  app.get(institutionPath, at(comeFromInstitution));
  for (const asked of ["generate-register-options", "generate-authenticate-options"]) {
    app.get(`${passkeyPath}/${asked}`, at(answerPasskey));
  }
  for (const given of ["verify-registration", "verify-authentication"]) {
    app.post(`${passkeyPath}/${given}`, at(answerPasskey));
  }

  app.get("/static/:name", (c) => sendAsset(c, web.assets, c.req.param("name")));
  app.get("/favicon.svg", (c) => sendAsset(c, web.assets, "favicon.svg"));
  app.get("/robots.txt", (c) => c.text(robots));
  app.get("/healthz", async (c) => {
    await findNewestEdition(web.db);
    return c.text("ok");
  });

  app.notFound((c) => showUnknown(c, web));
  app.onError((error, c) => showError(c, web, error));
  return app;
}

const robots = `User-agent: *
Disallow: /search?
Disallow: /search/filters
Disallow: /ranking?
Disallow: /since
Disallow: /sections/*/since
Disallow: /confirm/
Disallow: /unsubscribe/
Disallow: /never/
Disallow: /subscribe/preview
Disallow: /subscription/
Disallow: /letters/
Disallow: /matches/
Disallow: /owner/
Disallow: /sign-in
Disallow: /invitation/
Disallow: /auth/
`;
