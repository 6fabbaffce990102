// What was read in a message that came to the return address.

export type Reading =
  | { kind: "failure"; about: About; recipients: RecipientReport[] }
  | { kind: "complaint"; about: About; recipients: string[]; says: string }
  | { kind: "leaving"; subscriptionId: number; holds: (addressKey: string) => boolean }
  | { kind: "nothing"; why: string };

/** Which of our messages a report is about. */
export interface About {
  /** Signed by us. */
  outboxId?: number | undefined;
  /** Only written there, with its angle brackets. */
  messageId?: string | undefined;
}

export interface RecipientReport {
  /** `failed`, `delayed`, `delivered` … (RFC 3464, 2.3.3). */
  action: string;
  /** `5.1.1` */
  status: string | undefined;
  says: string;
  /** The final and the original recipient, as far as they are told. */
  addresses: string[];
}
