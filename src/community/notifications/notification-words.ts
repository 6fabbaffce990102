// What became of what, as a sentence without its full stop; page and letter say the same.
import { capital } from "../../papers/capital.ts";
import { momentIn, type Clock } from "../../papers/moments.ts";
import { formerReader } from "../readers.ts";
import type { AboutAct, AboutClaim, AboutComment, Notification } from "./notification.ts";

/** `Ada Lovelace replied to you`; of which paper stands beside it. `clock` is that of whoever reads it. */
export function headlineOf(
  { kind, about }: Pick<Notification, "kind" | "about">,
  clock: Clock,
): string {
  if (about.is === "act") return actWords(about, clock);
  if (about.is === "claim") return claimWords(about);
  return capital(`${about.comment.by?.name ?? formerReader} ${commentWords(kind, about)}`);
}

function commentWords(kind: Notification["kind"], { isAnswer }: AboutComment): string {
  switch (kind) {
    case "reply":
      return isAnswer ? "replied to you" : "wrote in your thread";
    case "mention":
      return "mentioned you";
    case "own":
      return "wrote about your paper";
    case "followed":
      return "wrote in a discussion that you follow";
    default:
      return "wrote";
  }
}

function actWords({ kind, isUndone, until }: AboutAct, { timeZone, now }: Clock): string {
  if (isUndone) return undoneWords[kind] ?? "A moderator took an act about you back";
  switch (kind) {
    case "hide":
      return "A moderator hid your comment";
    case "show":
      return "Your comment is shown again";
    case "approve":
      return "A moderator let your comment through";
    case "warn":
      return "A moderator warns you";
    case "suspend":
      return `You cannot write or vote here until ${momentIn(timeZone, until!, now)}`;
    case "ban":
      return "You cannot write or vote here any more";
    case "lift":
      return "You may write and vote here again";
    default:
      return "A moderator looked at your comment";
  }
}

const undoneWords: { [kind in AboutAct["kind"]]?: string } = {
  hide: "Your comment is shown again, and its hiding taken back",
  show: "A moderator hid your comment again",
  approve: "Your comment waits for a moderator again",
  warn: "A moderator took a warning to you back",
  suspend: "Your suspension was taken back",
  ban: "Your ban was taken back",
  lift: "A moderator took back that you may write and vote here again",
};

function claimWords({ state, wasProved }: AboutClaim): string {
  if (state === "proved") return "You are known here as an author";
  if (state === "declined" && wasProved) return "You are not known here as an author any more";
  if (state === "declined") return "An editor could not confirm that you are an author";
  return "Your claim waits for an editor";
}

/** What was said with it by whoever decided; empty where nothing was. */
export function sentenceOf({ about }: Pick<Notification, "about">): string {
  if (about.is === "act") return about.sentence;
  return about.is === "claim" ? about.answer : "";
}
