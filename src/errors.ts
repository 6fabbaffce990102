// What can go wrong in the domain. One table turns each kind into a status (status-of.ts), and cli.ts
// into an exit code; nothing below knows of HTTP.

/** What was asked for is not here. */
export class NotFound extends Error {
  override name = "NotFound";
}

/** The request cannot be understood; the message says what to change. */
export class Invalid extends Error {
  override name = "Invalid";
}

/** What is to be changed has changed since it was read. */
export class Outdated extends Invalid {
  override name = "Outdated";
}

/** It is not for everybody, and whoever asks is not known to be the one whom it is for. */
export class Forbidden extends Error {
  override name = "Forbidden";
  /** What would open it; `undefined` where neither a role nor being the owner does. */
  readonly needs: "role" | "owner" | undefined;
  constructor(message: string, { needs }: { needs?: "role" | "owner" } = {}) {
    super(message);
    this.needs = needs;
  }
}

/** It takes a token that is good for more. */
export class LacksScope extends Forbidden {
  override name = "LacksScope";
  readonly scope: string;
  constructor(message: string, scope: string) {
    super(message);
    this.scope = scope;
  }
}

/** It is for readers with an account, and whoever asks is not signed in. */
export class SignInFirst extends Error {
  override name = "SignInFirst";
}

/** The request bears a token that is none, or none any more. */
export class BadToken extends Error {
  override name = "BadToken";
}

/** The same was asked too often; `retryAfterS` is in seconds. */
export class TooMany extends Error {
  override name = "TooMany";
  readonly retryAfterS: number;
  constructor(message: string, retryAfterS: number) {
    super(message);
    this.retryAfterS = retryAfterS;
  }
}

/** The program cannot run as it is set up; the message says which setting and what to do. */
export class Misconfigured extends Error {
  override name = "Misconfigured";
}

/** What can go wrong with a source that is asked over the network. */
export type Trouble =
  "unreachable" | "refused" | "busy" | "malformed" | "cut" | "stale" | "empty" | "failed";

/** A source did not give what it was asked for; the message is a sentence for the owner. */
export class SourceError extends Error {
  override name = "SourceError";
  readonly trouble: Trouble;
  /** When the source wants to be asked again, if it said so. */
  readonly retryAt: Date | undefined;
  constructor(
    trouble: Trouble,
    message: string,
    { retryAt, cause }: { retryAt?: Date | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.trouble = trouble;
    this.retryAt = retryAt;
  }
}
