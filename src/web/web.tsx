// The web face: every address of the site and what answers there.
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { methodNotAllowed } from "hono/method-not-allowed";
import { institutionPath, passkeyPath } from "../community/accounts/accounts.ts";
import { openCounters, type Counters } from "../community/counters.ts";
import { findNewestEdition } from "../editions/edition.ts";
import { links } from "../links.ts";
import { markdownToFeedHtml, markdownToText } from "../papers/markdown/markdown.ts";
import {
  openRenderer,
  rememberRendered,
  type RenderMarkdown,
} from "../papers/markdown/rendered.ts";
import { readAssets, sendAsset } from "./assets.ts";
import type { ApiFace, Handler, Web, WebOptions } from "./context.ts";
import { addDoors } from "./doors/doors.ts";
import { showError, showMethods, showUnknown } from "./errors.tsx";
import { addFeeds } from "./doors/feeds/add-feeds.ts";
import { openFeedMemory } from "./doors/feeds/feed-memory.ts";
import { rejectForeign } from "./gates/foreign.ts";
import { leadToForms } from "./gates/form-pages.ts";
import { limitApi } from "./gates/limit-api.ts";
import { limitWrites } from "./gates/limit-writes.ts";
import { showApi, tryApi } from "./pages/api.tsx";
import { claim, showClaim } from "./pages/claim.tsx";
import { saveOrcid, showOrcid } from "./pages/claim-orcid.tsx";
import { close, open, showClosing, showOpening } from "./pages/close-edition.tsx";
import { askToDelete, deleteOwn } from "./pages/comment-delete.tsx";
import { saveEdit, showEdit } from "./pages/comment-edit.tsx";
import { showHistory } from "./pages/comment-history.tsx";
import { moderateComment, showModerateComment } from "./pages/comment-moderate.tsx";
import { report, showReport } from "./pages/comment-report.tsx";
import { voteForCommentNamed } from "./pages/comment-vote.ts";
import { previewComment, sendComment, showReply } from "./pages/comment-writing.tsx";
import { showComment } from "./pages/comment.tsx";
import { confirm, showConfirm } from "./pages/confirm.tsx";
import { showDiscussions } from "./pages/discussions.tsx";
import { savePickOf, showPickOf } from "./pages/edit-pick.tsx";
import { showFeeds } from "./pages/feed-list.tsx";
import { savePick, showPick } from "./pages/pick.tsx";
import { showPicks } from "./pages/picks.tsx";
import {
  showNewest,
  showNewestOfSection,
  showPeriod,
  showPeriodOfSection,
} from "./pages/edition.tsx";
import { acceptInvitation, showInvitation } from "./pages/invitation.tsx";
import { endInvitationLink, makeInvitationLink, showInvitations } from "./pages/invitations.tsx";
import { changeFollowedPaper } from "./pages/follow-paper.ts";
import { changeFollowing, renewFollowing, showFollowing } from "./pages/following.tsx";
import { showLetter, showLetters } from "./pages/letters.tsx";
import { answerMatches, showMatches } from "./pages/matches.tsx";
import {
  changeMutedPerson,
  changeMutedThread,
  showMutePerson,
  showMuteThread,
} from "./pages/mute.tsx";
import { markNotificationsRead, showNotifications } from "./pages/notifications.tsx";
import { endLetters, showNotificationsOff } from "./pages/notifications-off.tsx";
import { neverAgain, showNever } from "./pages/never.tsx";
import { decide, showClaims } from "./pages/moderation-claims.tsx";
import { showLog, undo } from "./pages/moderation-log.tsx";
import { showVoteBursts } from "./pages/moderation-votes.tsx";
import { changeWords, showWords } from "./pages/moderation-words.tsx";
import { judgeWaiting, showQueue } from "./pages/moderation.tsx";
import { pauseOrResume, sendTest, showOwnerMail } from "./pages/owner-mail.tsx";
import { showOwnerLink, signInOwner } from "./pages/owner.tsx";
import { deleteAccount, exportData, showGoodbye, showOwnData } from "./pages/own-data.tsx";
import { annotatePaper, read, save } from "./pages/keep.ts";
import { addHidden, removeHidden, showHidden } from "./pages/hidden.tsx";
import { importLibrary, refuseLargeImport, showImport } from "./pages/library-import.tsx";
import { changeLibrary, exportLibrary, showLibrary } from "./pages/library.tsx";
import { showPaper } from "./pages/paper.tsx";
import { moderatePerson, showModeratePerson } from "./pages/person-moderate.tsx";
import { showPerson } from "./pages/person.tsx";
import { saveRanking, showRanking, undoRanking } from "./pages/ranking.tsx";
import { showReceipt } from "./pages/receipt.tsx";
import { chooseFilters } from "./pages/search-filters.ts";
import { showSearchHelp } from "./pages/search-help.tsx";
import { search } from "./pages/search.tsx";
import { comeFromInstitution, goToInstitution } from "./pages/sign-in-institution.tsx";
import { answerPasskey } from "./pages/sign-in-passkey.ts";
import {
  askForLink,
  showSignIn,
  showSignInLink,
  signInByPassword,
  signOut,
  useSignInLink,
} from "./pages/sign-in.tsx";
import { showSections } from "./pages/sections.tsx";
import { saveName } from "./pages/settings/name.ts";
import { askForAddress, showNewAddress, useNewAddress } from "./pages/settings/address.tsx";
import { saveNotifications } from "./pages/settings/notifications.ts";
import { changePasskey } from "./pages/settings/passkeys.ts";
import { endPassword, setPassword } from "./pages/settings/password.ts";
import { saveProfile } from "./pages/settings/profile.ts";
import { saveSettings } from "./pages/settings/save.ts";
import { signOutElsewhere } from "./pages/settings/sessions.ts";
import { askToEndToken, endOwnToken, makeOwnToken, showTokens } from "./pages/tokens.tsx";
import { showSettings } from "./pages/settings.tsx";
import { markSeen, showSince, showSinceOfSection } from "./pages/since.tsx";
import { showStatus } from "./pages/status.tsx";
import { goToPreview, previewSubscribe, showSubscribe, subscribe } from "./pages/subscribe.tsx";
import { less, showLess } from "./pages/subscription-less.tsx";
import { pause, showPause } from "./pages/subscription-pause.tsx";
import { previewSubscription, saveSubscription, showSubscription } from "./pages/subscription.tsx";
import { lookUp, showSubmit, takeFound } from "./pages/submit.tsx";
import { takeBack } from "./pages/take-back.ts";
import { showTrending } from "./pages/trending.tsx";
import { showUnsubscribe, unsubscribe } from "./pages/unsubscribe.tsx";
import { vote } from "./pages/vote.ts";
import { openPictures } from "./doors/pictures/pictures.ts";
import { hideFromSearchEngines, rejectStrangers } from "./gates/private.ts";
import { securityHeaders } from "./gates/security-headers.ts";
import { shareAnswers } from "./gates/share-answers.ts";
import { openDesk } from "./submission-desk.ts";

export type { WebOptions } from "./context.ts";

const smallBodies = bodyLimit({ maxSize: 64 * 1024 });
/** Ten thousand characters, of which one may take twelve bytes in a form, and some more to be told of. */
const commentBodies = bodyLimit({ maxSize: 256 * 1024 });
const commentPaths =
  /^\/(papers\/.+\/discussion|comments\/(preview|\d+\/edit)|api\/(v1\/)?(papers\/.+\/comments?(\/.+\/reply)?|comments\/\d+))$/;

function limitBodies(web: Web): MiddlewareHandler {
  /** A bibliography of some thousand entries. */
  const largeBodies = bodyLimit({
    maxSize: 4 * 1024 * 1024,
    onError: (c) => refuseLargeImport(c, web),
  });
  return (c, next) => {
    const { path, method } = c.req;
    // These have none, and to look for one makes a request of the web of what Node has.
    if (method === "GET" || method === "HEAD") return next();
    if (path === links.libraryImport) return largeBodies(c, next);
    return (commentPaths.test(path) ? commentBodies : smallBodies)(c, next);
  };
}

/** What the pages may stand beside. */
interface Beside {
  api?: ApiFace;
  /** Another text whenever anything was written; left out, no answer is shared. */
  state?: () => Promise<string>;
  /** Left out, the pages have their own; this as well. */
  counters?: Counters;
  renderMarkdown?: RenderMarkdown;
}

/** Mount it behind everything else: it answers, with a page, for every address that is left. */
export function createWeb(
  options: WebOptions,
  { api, state, counters, renderMarkdown = openRenderer() }: Beside = {},
): Hono {
  const web: Web = {
    ...options,
    ...(counters ?? openCounters(options)),
    api,
    assets: readAssets(),
    desk: openDesk(options),
    renderMarkdown,
    feeds: openFeedMemory(),
    pictures: openPictures(),
    renderForFeeds: {
      html: rememberRendered((source, people) =>
        markdownToFeedHtml(source, { people, site: options.config.SITE_URL }),
      ),
      text: rememberRendered(markdownToText),
    },
  };
  const app = new Hono();
  const at = (handler: Handler) => (c: Parameters<Handler>[0]) => handler(c, web);

  const limit = limitApi(web);
  if (api) app.use("/api/*", limit).use(`${links.mcp}/*`, limit);
  if (state) app.use(shareAnswers({ state, clock: web.clock }));
  app.use(securityHeaders({ isSecure: web.config.SITE_URL.protocol === "https:" }));
  if (web.config.PRIVATE) app.use(hideFromSearchEngines());
  app.use(compress());
  app.use(
    methodNotAllowed({ app, onMethodNotAllowed: (c, methods) => showMethods(c, web, methods) }),
  );
  app.use(limitBodies(web));
  app.use(rejectForeign(web));
  app.use(limitWrites(web));
  if (web.config.PRIVATE) app.use(rejectStrangers(web));
  leadToForms(app);

  addFeeds(app, web);
  app.get(links.feeds, at(showFeeds));

  app.get(links.home, at(showNewest));
  app.get("/day/:key", at(showPeriod("day")));
  app.get("/week/:key", at(showPeriod("week")));
  app.get("/month/:key", at(showPeriod("month")));
  app.get("/day/:key/receipt", at(showReceipt("day")));
  app.get("/week/:key/receipt", at(showReceipt("week")));
  app.get("/month/:key/receipt", at(showReceipt("month")));
  app.get(links.closeEdition(":key"), at(showClosing));
  app.post(links.closeEdition(":key"), at(close));
  app.get(links.openEdition(":key"), at(showOpening));
  app.post(links.openEdition(":key"), at(open));

  app.get(links.since, at(showSince));
  app.post(links.since, at(markSeen));
  app.get(links.trending, at(showTrending));

  app.get(links.sections, at(showSections));
  app.get("/sections/:section", at(showNewestOfSection));
  app.get("/sections/:section/since", at(showSinceOfSection));
  app.get("/sections/:section/day/:key", at(showPeriodOfSection("day")));
  app.get("/sections/:section/week/:key", at(showPeriodOfSection("week")));
  app.get("/sections/:section/month/:key", at(showPeriodOfSection("month")));

  app.get(links.picks, at(showPicks));
  app.get("/picks/:day/:identifier{.+}", at(showPickOf));
  app.post("/picks/:day/:identifier{.+}", at(savePickOf));

  // Old identifiers hold a slash: hep-th/9901001.
  app.get("/papers/:identifier{.+/pick}", at(showPick));
  app.post("/papers/:identifier{.+/pick}", at(savePick));
  app.get("/papers/:identifier{.+/claim}", at(showClaim));
  app.post("/papers/:identifier{.+/claim}", at(claim));
  app.get("/papers/:identifier{.+}", at(showPaper));
  app.post("/papers/:identifier{.+/vote}", at(vote));
  app.post("/papers/:identifier{.+/save}", at(save));
  app.post("/papers/:identifier{.+/read}", at(read));
  app.post("/papers/:identifier{.+/note}", at(annotatePaper));
  app.post("/papers/:identifier{.+/take-back}", at(takeBack));
  app.post("/papers/:identifier{.+/discussion}", at(sendComment));
  app.post("/papers/:identifier{.+/follow}", at(changeFollowedPaper));

  app.post(links.commentPreview, at(previewComment));
  app.get("/comments/:id", at(showComment));
  app.get("/comments/:id/reply", at(showReply));
  app.get("/comments/:id/edit", at(showEdit));
  app.post("/comments/:id/edit", at(saveEdit));
  app.get("/comments/:id/delete", at(askToDelete));
  app.post("/comments/:id/delete", at(deleteOwn));
  app.get("/comments/:id/history", at(showHistory));
  app.post("/comments/:id/vote", at(voteForCommentNamed));
  app.get("/comments/:id/report", at(showReport));
  app.post("/comments/:id/report", at(report));
  app.get("/comments/:id/moderate", at(showModerateComment));
  app.post("/comments/:id/moderate", at(moderateComment));
  app.get("/comments/:id/mute", at(showMuteThread));
  app.post("/comments/:id/mute", at(changeMutedThread));

  app.get(links.library, at(showLibrary));
  app.post(links.libraryChange, at(changeLibrary));
  app.get("/library/export", at(exportLibrary));
  app.get(links.libraryImport, at(showImport));
  app.post(links.libraryImport, at(importLibrary));

  app.get(links.hidden(), at(showHidden));
  app.post(links.hidden(), at(addHidden));
  app.post(links.hiddenRemove, at(removeHidden));

  app.get(links.submit(), at(showSubmit));
  app.post(links.submit(), at(lookUp));
  app.post(links.submitTake, at(takeFound));

  app.get(links.discussions, at(showDiscussions));
  app.get(links.person(":handle"), at(showPerson));
  app.get(links.personModerate(":handle"), at(showModeratePerson));
  app.post(links.personModerate(":handle"), at(moderatePerson));

  app.get(links.personMute(":handle"), at(showMutePerson));
  app.post(links.personMute(":handle"), at(changeMutedPerson));

  app.get(links.notifications, at(showNotifications));
  app.post(links.notificationsRead, at(markNotificationsRead));
  app.get(links.notificationsOff(":token"), at(showNotificationsOff));
  app.post(links.notificationsOff(":token"), at(endLetters));

  app.get(links.search(), at(search));
  app.get(links.searchFilters, at(chooseFilters));
  app.get(links.searchHelp, at(showSearchHelp));

  app.get(links.api, at(showApi));
  app.get(links.apiTry, at(tryApi));

  app.get(links.ranking, at(showRanking));
  app.post(links.ranking, at(saveRanking));
  app.post(links.rankingUndo, at(undoRanking));

  app.get(links.following, at(showFollowing));
  app.post(links.following, at(changeFollowing));
  app.post(links.followingRenew, at(renewFollowing));

  app.get(links.settings, at(showSettings));
  app.post(links.settings, at(saveSettings));
  app.post(links.settingsName, at(saveName));
  app.post(links.settingsNotifications, at(saveNotifications));
  app.post(links.settingsProfile, at(saveProfile));
  app.get(links.settingsOrcid, at(showOrcid));
  app.post(links.settingsOrcid, at(saveOrcid));
  app.post(links.settingsAddress, at(askForAddress));
  app.get(links.newAddress(":token"), at(showNewAddress));
  app.post(links.newAddress(":token"), at(useNewAddress));
  app.post(links.settingsPassword, at(setPassword));
  app.post(links.settingsPasswordEnd, at(endPassword));
  app.post(links.settingsSessions, at(signOutElsewhere));
  app.post(links.settingsPasskeys, at(changePasskey));
  app.get(links.settingsTokens, at(showTokens));
  app.post(links.settingsTokens, at(makeOwnToken));
  app.get(links.endToken(":id"), at(askToEndToken));
  app.post(links.endToken(":id"), at(endOwnToken));
  app.get(links.settingsData, at(showOwnData));
  app.post(links.settingsDataExport, at(exportData));
  app.post(links.settingsDataDelete, at(deleteAccount));
  app.get(links.goodbye, at(showGoodbye));

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
  app.get(links.letter(":token", ":edition{[\\dW-]+}"), at(showLetter));

  app.get(links.matches(":token"), at(showMatches));
  app.post(links.matches(":token"), at(answerMatches));

  app.get(links.status, at(showStatus));
  app.get(links.moderation, at(showQueue));
  app.post(links.moderation, at(judgeWaiting));
  app.get(links.moderationLog, at(showLog));
  app.post(links.moderationUndo, at(undo));
  app.get(links.moderationWords, at(showWords));
  app.post(links.moderationWords, at(changeWords));
  app.get(links.moderationVotes, at(showVoteBursts));
  app.get(links.moderationClaims, at(showClaims));
  app.post(links.moderationClaims, at(decide));
  app.get(links.ownerMail, at(showOwnerMail));
  app.post(links.ownerMailPause, at(pauseOrResume));
  app.post(links.ownerMailTest, at(sendTest));
  app.get(links.owner(":token"), at(showOwnerLink));
  app.post(links.owner(":token"), at(signInOwner));

  app.get(links.signIn(), at(showSignIn));
  app.post(links.signIn(), at(askForLink));
  app.post(links.signInPassword, at(signInByPassword));
  app.post(links.signInInstitution, at(goToInstitution));
  app.get(links.signInLink(":token"), at(showSignInLink));
  app.post(links.signInLink(":token"), at(useSignInLink));
  app.get(institutionPath, at(comeFromInstitution));
  for (const asked of ["generate-register-options", "generate-authenticate-options"]) {
    app.get(`${passkeyPath}/${asked}`, at(answerPasskey));
  }
  for (const given of ["verify-registration", "verify-authentication"]) {
    app.post(`${passkeyPath}/${given}`, at(answerPasskey));
  }
  app.post(links.signOut, at(signOut));

  app.get(links.invitation(":token"), at(showInvitation));
  app.post(links.invitation(":token"), at(acceptInvitation));
  app.get(links.invitations, at(showInvitations));
  app.post(links.invitations, at(makeInvitationLink));
  app.post(links.invitationsEnd, at(endInvitationLink));

  addDoors(app, at);

  app.get("/static/:name", (c) => sendAsset(c, web.assets, c.req.param("name")));
  app.get("/favicon.svg", (c) => sendAsset(c, web.assets, "favicon.svg"));
  app.get("/healthz", async (c) => {
    await findNewestEdition(web.db);
    return c.text("ok");
  });

  app.notFound((c) => showUnknown(c, web));
  app.onError((error, c) => showError(c, web, error));
  return app;
}
