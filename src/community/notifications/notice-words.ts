// What became of what, as a sentence without its full stop; page and letter say the same.
import { formerReader } from "../readers.ts";
import type { Told, ToldAct, ToldClaim } from "./told.ts";

/** `Ada Lovelace replied to you`; of which paper stands beside it. */
export function headlineOf({ kind, about }: Pick<Told, "kind" | "about">): string {
  if (about.is === "act") return actWords(about);
  if (about.is === "claim") return claimWords(about);
  const who = about.comment.by?.name ?? formerReader;
  return capital(`${who} ${commentWords[kind] ?? "wrote"}`);
}

const commentWords: { [kind in Told["kind"]]?: string } = {
  reply: "replied to you",
  mention: "mentioned you",
  own: "wrote about your paper",
  followed: "wrote in a discussion that you follow",
};

function actWords({ kind, isOwn, isUndone, until }: ToldAct): string {
  if (!isOwn) return "A moderator looked at what you reported";
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
      return `You cannot write or vote here until ${until!.slice(0, 16).replace("T", " ")} UTC`;
    case "ban":
      return "You cannot write or vote here any more";
    case "lift":
      return "You may write and vote here again";
    default:
      return "A moderator looked at your comment";
  }
}

const undoneWords: { [kind in ToldAct["kind"]]?: string } = {
  hide: "Your comment is shown again, and its hiding taken back",
  show: "A moderator hid your comment again",
  approve: "Your comment waits for a moderator again",
  warn: "A moderator took a warning to you back",
  suspend: "Your suspension was taken back",
  ban: "Your ban was taken back",
  lift: "A moderator took back that you may write and vote here again",
};

function claimWords({ state, isOwn, by = formerReader }: ToldClaim): string {
  if (!isOwn) return capital(`${by} says to be an author`);
  if (state === "proved") return "You are known here as an author";
  if (state === "declined") return "An editor could not confirm that you are an author";
  return "Your claim waits for an editor";
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** What was said with it by whoever decided; empty where nothing was. */
export function sentenceOf({ about }: Pick<Told, "about">): string {
  if (about.is === "act") return about.sentence;
  return about.is === "claim" ? about.answer : "";
}
