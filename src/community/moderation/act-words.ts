// What a moderator says about an act: why, to everybody, and to the other moderators.
import { Invalid } from "../../errors.ts";
import { readableLines } from "../../papers/one-line.ts";
import { parseSentence } from "../sentence.ts";
import { findReason, reasonNames, usualSentences, type Reason } from "./reasons.ts";

export interface ActWords {
  reason: Reason | null;
  /** Everybody reads it. */
  sentence: string;
  /** Moderators alone read it. */
  note: string;
}

export const longestNote = 1000;

export interface WrittenWords {
  reason?: string | undefined;
  sentence?: string | undefined;
  note?: string | undefined;
}

/** Of an act against a comment or its author: it has a reason. @throws Invalid */
export function parseVerdictWords(written: WrittenWords): ActWords {
  const reason = findReason(written.reason);
  if (!reason) {
    throw new Invalid(`Say why: ${Object.keys(reasonNames).join(", ")}.`);
  }
  const words = parseMildWords(written);
  return { ...words, reason, sentence: words.sentence || usualSentences[reason] };
}

/** Of an act that does nobody harm. @throws Invalid */
export function parseMildWords({ sentence = "", note = "" }: WrittenWords): ActWords {
  return { reason: null, sentence: parseSentence(sentence), note: parseNote(note) };
}

function parseNote(written: string): string {
  const note = readableLines(written);
  if ([...note].length <= longestNote) return note;
  throw new Invalid(`A note has ${longestNote} characters at most.`);
}
