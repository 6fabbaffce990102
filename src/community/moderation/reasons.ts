// Why a comment is reported and why moderators act: a few fixed reasons, the same for both.

export const reasons = ["spam", "insult", "off-topic", "dishonest", "private", "other"] as const;

export type Reason = (typeof reasons)[number];

/** As whoever reports or acts chooses it. */
export const reasonNames: Record<Reason, string> = {
  spam: "Spam or advertising",
  insult: "Insult or attack",
  "off-topic": "Off the topic",
  dishonest: "Wrong on purpose, or plagiarised",
  private: "Somebody’s private data",
  other: "Something else",
};

/** What everybody reads of an act where the moderator wrote nothing of their own. */
export const usualSentences: Record<Reason, string> = {
  spam: "This is no place for advertising.",
  insult: "Argue with what was said, not with who said it.",
  "off-topic": "Discussions here stay with the paper.",
  dishonest: "Say what you mean in good faith, and in your own words.",
  private: "Nobody’s private data is told here.",
  other: "It did not fit here.",
};

/** `undefined` for whatever is none. */
export function findReason(written: string | null | undefined): Reason | undefined {
  return reasons.find((reason) => reason === written);
}
