// After a form was refused its address stands in the bar. Whoever opens that again, or reloads it, comes
// to the page that the form stands on.
import type { Hono } from "hono";
import { links } from "../../links.ts";

const pages = new Map<string, string>([
  [links.libraryChange, links.library],
  [links.hiddenRemove, links.hidden()],
  [links.submitTake, links.submit()],
  [links.rankingUndo, links.ranking],
  [links.moderationUndo, links.moderationLog],
  [links.followingRenew, links.following],
  [links.settingsName, links.settings],
  [links.settingsProfile, links.settings],
  [links.settingsAddress, links.settings],
  [links.settingsPassword, links.settings],
  [links.settingsPasswordEnd, links.settings],
  [links.settingsSessions, links.settings],
  [links.settingsPasskeys, links.settings],
  [links.settingsDataExport, links.settingsData],
  [links.settingsDataDelete, links.settingsData],
  [links.settingsNotifications, links.settings],
  [links.notificationsRead, links.notifications],
  [links.commentPreview, links.discussions],
  [links.invitationsEnd, links.invitations],
  [links.ownerMailPause, links.ownerMail],
  [links.ownerMailTest, links.ownerMail],
  [links.signInPassword, links.signIn()],
  [links.signInInstitution, links.signIn()],
]);

const ofPaper = ["vote", "save", "read", "note", "take-back", "follow", "discussion"];

/** Before what answers below `/papers/` and `/sign-in/`, which would take these for names. */
export function leadToForms(app: Hono): void {
  for (const [form, page] of pages) app.get(form, (c) => c.redirect(page, 303));
  for (const form of ofPaper) {
    app.get(`/papers/:identifier{.+/${form}}`, (c) => {
      return c.redirect(c.req.path.slice(0, -form.length - 1), 303);
    });
  }
  app.get("/comments/:id/vote", (c) => c.redirect(c.req.path.slice(0, -"/vote".length), 303));
}
