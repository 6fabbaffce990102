// What becomes of a message that did not get through, and what that says of the others.
import type { Database } from "../../store/tables.ts";
import { classifyAnswer } from "../bounces/classify.ts";
import { recordBounce } from "../bounces/record-bounce.ts";
import type { DeliveryFailed } from "./delivery-failed.ts";
import { markFailed, putBack, type PutBack, type Tried } from "./handling.ts";
import type { Ledger } from "./ledger.ts";
import { pauseMail } from "./mail-pause.ts";
import type { Outgoing } from "./outbox.ts";
import { openPolicyWatch } from "./policy-watch.ts";
import type { SendReceipt } from "./sending.ts";
import type { Keeper } from "../subscriptions/suppression.ts";
import { openVerdicts } from "./verdicts.ts";

interface Failure {
  mail: Outgoing;
  tried: Tried;
  failure: DeliveryFailed;
}

export interface Settling {
  accept(mail: Outgoing): void;
  fail(failed: Failure): Promise<void>;
  /** What was held back is decided, once nobody is asked any more. */
  finish(): Promise<void>;
}

const delayMinutes = [1, 5, 15, 60, 240];
/** After so many refusals by policy the letter is given up, and not its reader. */
const mostRefusals = 3;

export function openSettling(
  db: Database,
  {
    ledger,
    keeper,
    clock,
    sender,
    receipt,
  }: {
    ledger: Ledger;
    keeper: Keeper;
    clock: () => Date;
    /** Under whose name messages were taken. */
    sender: string;
    receipt: SendReceipt;
  },
): Settling {
  const verdicts = openVerdicts<Failure>();
  const policy = openPolicyWatch();
  let lastRefusal = "";
  let lastPolicy: DeliveryFailed | undefined;

  async function settle(failed: Failure): Promise<void> {
    const { mail, tried, failure } = failed;
    switch (failure.kind) {
      case "refused":
        return await settleRefusal(failed);
      case "later":
        return await putOff(failed, { isAnswered: mail.channel === "mail" });
      case "policy":
        return await settlePolicy(failed);
      case "unreachable":
        receipt.stopped ??= `Nothing can be sent now. ${failure.message}`;
        return await back(mail, failure, { untried: true });
      case "broken":
        // Once more at once; a message that breaks connections must not stand in front for ever.
        return await (tried.attempts === 1 ? back(mail, failure, {}) : putOff(failed));
    }
  }

  async function putOff({ mail, tried, failure }: Failure, how: Partial<PutBack> = {}) {
    receipt.deferred++;
    await back(mail, failure, { due: laterThan(clock(), tried.attempts), ...how });
  }

  async function back({ id }: Outgoing, failure: DeliveryFailed, how: Partial<PutBack>) {
    const { message: error, maybeArrived: uncertain } = failure;
    await ledger.write((db) => putBack(db, { id, sender, error, uncertain, ...how }));
  }

  async function settleRefusal(failed: Failure): Promise<void> {
    const { mail, failure } = failed;
    if (verdictOf(mail, failure) === undefined) return await giveUp(failed);
    lastRefusal = failure.message;
    verdicts.refuse(failed, mail.domain);
    const trust = verdicts.judge();
    if (trust === "believed") await giveUpHeld();
    if (trust === "broken") await doubtHeld();
  }

  async function giveUpHeld(): Promise<void> {
    for (const each of verdicts.release()) await giveUp(each);
  }

  async function giveUp({ mail, failure }: Failure): Promise<void> {
    receipt.failed++;
    await ledger.write(async (db) => {
      await markFailed(db, { id: mail.id, sender, error: failure.message });
      await recordRefusal(db, keeper, { mail, failure, now: clock() });
    });
  }

  async function putBackHeld(): Promise<void> {
    for (const each of verdicts.release()) await putOff(each);
  }

  /** A server that refuses nearly everybody hardly means them. */
  async function doubtHeld(): Promise<void> {
    const paused = pause(
      `The mail server refuses nearly everybody, so nobody was given up. ${lastRefusal}`,
    );
    await putBackHeld();
    await paused;
  }

  /** What is said of a recipient may be about that one alone; what is said of all else is about us. */
  async function settlePolicy(failed: Failure): Promise<void> {
    const { mail, tried, failure } = failed;
    const isRefusal = failure.isAboutRecipient;
    // Who was refused before tells nothing new of us.
    const isNew = isRefusal && tried.refusals === 0;
    const isAboutUs = !isRefusal || (isNew && policy.refuse(mail.domain));
    if (isNew) lastPolicy = failure;
    // Nobody is taken any more from this moment on.
    const paused = isAboutUs && pause(wordsOf(failure));
    // Only this one waits, so that a later run finds out with another whether it was it.
    const isLast = isRefusal && tried.refusals + 1 >= mostRefusals;
    await (isLast ? giveUp(failed) : putOff(failed, { isRefusal }));
    await paused;
  }

  function wordsOf({ isAboutRecipient, message }: DeliveryFailed): string {
    if (!isAboutRecipient) return message;
    return `${message} (So it answered for ${policy.domains().join(", ")}.)`;
  }

  async function pause(words: string): Promise<void> {
    const reason = withoutNames(words);
    receipt.stopped ??= `Sending is paused, nobody was given up. ${reason}`;
    receipt.paused = true;
    await pauseMail(db, { by: "policy", reason, now: clock() });
  }

  return {
    accept({ domain }) {
      verdicts.accept();
      policy.accept(domain);
    },
    fail: settle,
    async finish() {
      // Of a list of one, that one is everybody.
      if (!receipt.paused && lastPolicy && policy.tookNothing()) await pause(wordsOf(lastPolicy));
      // A run that was paused decides nothing about anybody.
      if (receipt.paused) await putBackHeld();
      else if (verdicts.judgeAtEnd() === "broken") await doubtHeld();
      else await giveUpHeld();
    },
  };
}

/** Growing with each attempt, the first being 1. */
function laterThan(now: Date, attempts: number): Date {
  const minutes = delayMinutes[attempts - 1] ?? delayMinutes.at(-1)!;
  return new Date(now.getTime() + minutes * 60_000);
}

function verdictOf({ channel }: Outgoing, { answer }: DeliveryFailed) {
  return channel === "mail" && answer !== undefined ? classifyAnswer(answer) : undefined;
}

async function recordRefusal(
  db: Database,
  keeper: Keeper,
  { mail, failure, now }: { mail: Outgoing; failure: DeliveryFailed; now: Date },
): Promise<void> {
  const kind = verdictOf(mail, failure);
  if (kind !== "hard" && kind !== "soft") return;
  const { answer = "" } = failure;
  const status = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(answer)?.[1];
  await recordBounce(db, keeper, {
    kind,
    source: "smtp",
    outboxId: mail.id,
    status,
    says: answer,
    now,
  });
}

/** The owner's pages and logs tell domains, and no addresses. */
function withoutNames(text: string): string {
  return text.replaceAll(/[^\s<>"'(),;:@]+@(?=[^\s@])/g, "…@");
}
