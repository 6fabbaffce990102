// A refusal by policy at a recipient's name may be about that recipient alone, whose mailbox takes mail
// from few, or about us. What others are answered tells.

export interface PolicyWatch {
  accept(domain: string): void;
  /** Whether it is about us. */
  refuse(domain: string): boolean;
  /** Whether somebody was refused and nothing was taken. */
  tookNothing(): boolean;
  /** The domains that have refused somebody. */
  domains(): string[];
}

/** So many of a domain in a row, however much others take meanwhile. */
const mostInARow = 5;

export function openPolicyWatch(): PolicyWatch {
  /** How many were refused since the domain last took something. */
  const inARow = new Map<string, number>();
  let isLastRefused = false;
  let hasAccepted = false;

  return {
    accept(domain) {
      isLastRefused = false;
      hasAccepted = true;
      if (inARow.has(domain)) inARow.set(domain, 0);
    },
    refuse(domain) {
      const wasRefused = isLastRefused;
      isLastRefused = true;
      const count = (inARow.get(domain) ?? 0) + 1;
      inARow.set(domain, count);
      return wasRefused || inARow.size > 1 || count >= mostInARow;
    },
    tookNothing: () => inARow.size > 0 && !hasAccepted,
    domains: () => [...inARow.keys()],
  };
}
