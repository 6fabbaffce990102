// Brings a digest to a webhook: one signed POST (Standard Webhooks, https://www.standardwebhooks.com).
// Whatever goes wrong at one receiver concerns that receiver alone.
import { createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { readableLine } from "../../papers/one-line.ts";
import { guardedRequest, OutOfReach, type Guard } from "../../sources/http/guarded-request.ts";
import { networkError } from "../../sources/http/network-error.ts";
import { DeliveryFailed } from "./delivery-failed.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import type { Signatory } from "../subscriptions/link-tokens.ts";
import type { Outgoing } from "./outbox.ts";
import type { Sheet } from "../letters/press.ts";
import { parseWebhookAddress } from "../subscriptions/webhook-address.ts";
import { webhookBody } from "./webhook-body.ts";

const marked = "whsec_";
const usualTimeoutMs = 15_000;
const mostAnswerBytes = 4096;

/** Signs what goes to this receiver, and to no other. */
export function webhookSecret(secret: string, { id, addressKey }: Signatory): string {
  const key = createHmac("sha256", secret).update(`webhook ${id} ${addressKey}`).digest("base64");
  return `${marked}${key}`;
}

/** @throws DeliveryFailed: `refused` or `later`, and no other kind. */
export async function postDigest({
  letterhead,
  mail,
  sheet,
  timeoutMs = usualTimeoutMs,
}: {
  letterhead: Letterhead;
  mail: Outgoing;
  sheet: Sheet;
  timeoutMs?: number;
}): Promise<void> {
  const url = addressOf(mail);
  const body = webhookBody(letterhead, { title: mail.subject, composedAt: mail.createdAt, sheet });
  const secret = webhookSecret(letterhead.secret, sheet.addressee);
  const signal = AbortSignal.timeout(timeoutMs);
  const headers = {
    "Content-Type": "application/json",
    "User-Agent": `Broadsheet (+${letterhead.siteUrl.href})`,
    ...signed(secret, { id: mail.messageId.replaceAll(/[<>]/g, ""), body }),
  };
  let answer: IncomingMessage;
  try {
    answer = await guardedRequest(url, { method: "POST", headers, body, signal }, guardTo(url));
  } catch (cause) {
    throw signal.aborted ? tooSlow(url, timeoutMs) : notReached(url, cause);
  }
  judge(url, answer.statusCode ?? 0, await readAnswer(answer));
}

/** The owner's own networks are the owner's affair; without encryption it is this machine alone. */
function guardTo({ protocol }: URL): Guard {
  return { reach: protocol === "http:" ? "loopback" : "named" };
}

/** @throws DeliveryFailed where what was stored is no address to send to. */
function addressOf({ recipient }: Outgoing): URL {
  try {
    return new URL(parseWebhookAddress(recipient));
  } catch (cause) {
    throw new DeliveryFailed("refused", cause instanceof Error ? cause.message : String(cause));
  }
}

/**
 * The same digest has the same `webhook-id` at every attempt, so that a receiver can drop repeats. It
 * holds nothing from outside, hence its full stops cannot pass for those between the signed parts.
 */
function signed(secret: string, { id, body }: { id: string; body: string }) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(secret.slice(marked.length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}

/** What it says for itself, as far as it matters; the status has decided already. */
async function readAnswer(answer: IncomingMessage): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of answer as AsyncIterable<Uint8Array>) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= mostAnswerBytes) break;
    }
  } catch {
    // It broke off or took too long: what there is will do.
  }
  const text = Buffer.concat(pieces).subarray(0, mostAnswerBytes).toString();
  return readableLine(text).slice(0, 200);
}

/** @throws DeliveryFailed unless the receiver has taken it. */
function judge({ host }: URL, status: number, answer: string): void {
  if (status >= 200 && status < 300) return;
  const said = answer === "" ? String(status) : `${status}: ${answer}`;
  const fail = (kind: "refused" | "later", message: string) =>
    new DeliveryFailed(kind, message, { answer: said });
  if (status >= 300 && status < 400) {
    throw fail("refused", `${host} sends us to another address (${status}); add that one instead.`);
  }
  if (status === 410) throw fail("refused", `${host} wants no more digests here (${said}).`);
  if (status >= 500 || [408, 425, 429].includes(status)) {
    throw fail("later", `${host} cannot take it now (${said}).`);
  }
  throw fail("refused", `${host} does not take it (${said}).`);
}

function tooSlow({ host }: URL, timeoutMs: number): DeliveryFailed {
  const message = `${host} did not answer within ${Math.round(timeoutMs / 1000)} s.`;
  return new DeliveryFailed("later", message, { maybeArrived: true });
}

function notReached({ host }: URL, cause: unknown): DeliveryFailed {
  if (cause instanceof OutOfReach) return new DeliveryFailed("later", cause.message, { cause });
  // A connection that was there and broke may have carried it.
  const { error, mayPass } = networkError(host, cause);
  const maybeArrived = mayPass && !isBeforeTalk(cause);
  return new DeliveryFailed("later", error.message, { maybeArrived, cause });
}

/** The certificate is not that of the receiver, or no connection came about: nothing was said yet. */
const beforeTalk =
  /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_|EPROTO|CONNECT_TIMEOUT)/;

function isBeforeTalk(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return (code !== undefined && beforeTalk.test(code)) || isBeforeTalk(error.cause);
}
