// The editions that were mailed, each a sum, and the latest mail that did not get through.
import type { EditionMail } from "../../email/figures/editions.ts";
import type { MailFailure } from "../../email/figures/failures.ts";
import { links } from "../../links.ts";
import { ShortMoment } from "./dates.tsx";
import type { Mail } from "./mail-headline.tsx";
import { editionName } from "./mail-words.ts";
import { clockName } from "../../papers/moments.ts";
import { figure } from "../../papers/words.ts";

const parts: [name: string, countOf: (edition: EditionMail) => number][] = [
  ["Waiting", (edition) => edition.waiting],
  ["Uncertain", (edition) => edition.uncertain],
  ["Failed", (edition) => edition.failed],
  ["Left out", (edition) => edition.suppressed],
];

export function EditionsTable({ mail: { figures } }: { mail: Mail }) {
  return (
    <section class="mail-editions">
      <h2>Editions</h2>
      <p>
        Each row adds up: written is sent, waiting, uncertain, failed and left out together. Left
        out is whoever unsubscribed, or whose mail came back, before the letter left.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Edition</th>
            <th scope="col" class="number">
              Written
            </th>
            <th scope="col" class="number">
              Sent
            </th>
            {parts.map(([name]) => (
              <th scope="col" class="number wide-cell">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.editions.map((edition) => (
            <EditionRows edition={edition} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function EditionRows({ edition }: { edition: EditionMail }) {
  const { period, written, sent, nothingNew } = edition;
  const rest = parts
    .map(([name, countOf]) => [countOf(edition), name.toLowerCase()] as const)
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${figure(count)}\u00a0${name}`);
  return (
    <>
      <tr class={rest.length > 0 ? "with-narrow-note" : undefined}>
        <th scope="row">
          <a href={links.edition(period)}>{editionName(period)}</a>
          {nothingNew > 0 && <small> nothing new for {figure(nothingNew)}</small>}
        </th>
        <td class="number">{figure(written)}</td>
        <td class="number">{figure(sent)}</td>
        {parts.map(([, countOf]) => (
          <td class="number wide-cell">{figure(countOf(edition))}</td>
        ))}
      </tr>
      {rest.length > 0 && (
        <tr class="note-row phone-only">
          <td colspan={3}>and {rest.join(", ")}</td>
        </tr>
      )}
    </>
  );
}

const whatHappened: Record<MailFailure["kind"], string> = {
  hard: "No mailbox",
  soft: "Came back",
  complaint: "Unwanted",
  policy: "Refused by policy",
  "given up": "Given up",
};

export function FailuresTable({ mail: { figures, timeZone, now } }: { mail: Mail }) {
  return (
    <section class="mail-failures">
      <h2>
        What did not get through <small>{clockName(timeZone)}</small>
      </h2>
      {figures.failures.length === 0 ? (
        <p>Nothing failed or came back within 30 days.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">Address</th>
            </tr>
          </thead>
          <tbody>
            {figures.failures.map(({ kind, at, recipient, status, says }) => (
              <>
                <tr class={status || says ? "with-note" : undefined}>
                  <td>
                    <ShortMoment timeZone={timeZone} at={at} now={now} />
                  </td>
                  <th scope="row">{whatHappened[kind]}</th>
                  <td>{recipient ? <Address address={recipient} /> : "deleted since"}</td>
                </tr>
                {(status || says) && (
                  <tr class="note-row">
                    <td colspan={3}>{wordsOf(status, says)}</td>
                  </tr>
                )}
              </>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Most servers repeat the status in their words. */
function wordsOf(status: string | undefined, says: string | undefined): string | undefined {
  if (status === undefined || says?.includes(status)) return says;
  return says === undefined ? status : `${status}: ${says}`;
}

/** A long one breaks before its @. */
function Address({ address }: { address: string }) {
  const at = address.lastIndexOf("@");
  if (at < 0) return <>{address}</>;
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  );
}
