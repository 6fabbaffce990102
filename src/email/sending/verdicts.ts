// That there is no such mailbox ends a subscription, and a letter that is refused is lost, so that is
// believed only of a mail server that takes other mail in between: one that is broken says so of
// everybody.

type Trust =
  /** What was held back is true. */
  | "believed"
  /** Not enough was answered yet. */
  | "unclear"
  /** It refuses nearly everybody. */
  | "broken";

export interface Verdicts<Refused> {
  accept(): void;
  /** Held back until it is clear whether it is true. */
  refuse(refused: Refused, domain: string): void;
  judge(): Trust;
  /** When nobody is left to be asked: few refusals are believed then, whatever else was answered. */
  judgeAtEnd(): Trust;
  /** What was held back, which is so no more. */
  release(): Refused[];
}

/** The last so many answers count. */
const remembered = 20;
const fewestToDoubt = 10;

export function openVerdicts<Refused>(): Verdicts<Refused> {
  /** Of the last answers the domains that were refused; nothing for what was accepted. */
  const answers: (string | undefined)[] = [];
  let held: Refused[] = [];
  let hasAccepted = false;

  function note(answer: string | undefined): void {
    answers.push(answer);
    if (answers.length > remembered) answers.shift();
  }

  function judge(): Trust {
    const refused = answers.filter((domain) => domain !== undefined);
    if (refused.length <= answers.length / 2) return "believed";
    // A domain that has closed refuses all of its own.
    const isSuspect = answers.length >= fewestToDoubt && new Set(refused).size > 1;
    return isSuspect ? "broken" : "unclear";
  }

  return {
    accept() {
      hasAccepted = true;
      note(undefined);
    },
    refuse(refused, domain) {
      held.push(refused);
      note(domain);
    },
    judge,
    judgeAtEnd() {
      if (judge() === "broken") return "broken";
      return held.length >= fewestToDoubt && !hasAccepted ? "broken" : "believed";
    },
    release() {
      const released = held;
      held = [];
      return released;
    },
  };
}
