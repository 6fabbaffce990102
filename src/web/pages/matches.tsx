// What was found for a list that was imported, each line as a difference, with buttons to take it.
// Whoever has the signed address may; the owner's terminal printed it.
import type { Context } from "hono";
import { readListToken } from "../../catalogue/lists/list-tokens.ts";
import { findList, type List, type Match } from "../../catalogue/lists/lists.ts";
import { declineMatch, takeMatches } from "../../catalogue/lists/take-matches.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { matchId, Missing, OpenMatch, Settled } from "../views/match.tsx";
import { count, figure } from "../../papers/words.ts";
import { Form } from "../views/form.tsx";

const shownAtOnce = 200;

export async function showMatches(c: Context, web: Web): Promise<Response> {
  const token = c.req.param("token") ?? "";
  const list = await getListOf(web, token);
  const action = links.matches(token);
  const open = list.matches.filter(({ state }) => state === "matched");
  const missing = list.matches.filter(({ state }) => state === "unmatched");
  const taken = list.matches.filter(({ state, found }) => state === "taken" && found);
  const declined = list.matches.filter(({ state }) => state === "declined");
  return await renderPage(
    c,
    web,
    { title: `What was found for ${list.name}`, robots: "noindex" },
    <div class="matches">
      <div class="page-head">
        <h1>What was found for {list.name}</h1>
        <p role="status">{summaryOf({ open, missing, taken, declined })}</p>
      </div>
      {open.length > 0 && (
        <Form action={action} class="match-all">
          <button class="button button-main" type="submit" name="take" value="all">
            Take all {figure(open.length)}
          </button>
        </Form>
      )}
      <Part title="To be taken" matches={open}>
        {(match) => <OpenMatch match={match} action={action} />}
      </Part>
      <Part
        title="Not found"
        matches={missing}
        says="Correct the title in the list, or put the identifier or the address of the paper in its place, and import the list again. What was found stays."
      >
        {(match) => <Missing match={match} />}
      </Part>
      <Part title="Taken" matches={taken}>
        {(match) => <Settled match={match} />}
      </Part>
      <Part title="Turned down" matches={declined}>
        {(match) => <Settled match={match} />}
      </Part>
    </div>,
  );
}

interface PartProps {
  title: string;
  matches: readonly Match[];
  says?: string;
  children: (match: Match) => unknown;
}

function Part({ title, matches, says, children }: PartProps) {
  if (matches.length === 0) return null;
  const rest = matches.length - shownAtOnce;
  return (
    <section class="match-part">
      <h2>
        {title}, {figure(matches.length)}
      </h2>
      {says && <p class="match-says">{says}</p>}
      <ol>{matches.slice(0, shownAtOnce).map(children)}</ol>
      {rest > 0 && <p class="match-says">And {count(rest, "more line")} like these.</p>}
    </section>
  );
}

interface Parts {
  open: Match[];
  missing: Match[];
  taken: Match[];
  declined: Match[];
}

function summaryOf({ open, missing, taken, declined }: Parts): string {
  const sentences = [
    open.length > 0 &&
      `${count(open.length, "line is", "lines are")} matched, and nothing changes until you say so.`,
    taken.length > 0 && `${count(taken.length, "paper")} taken.`,
    declined.length > 0 && `${count(declined.length, "match", "matches")} turned down.`,
    missing.length > 0 && `${count(missing.length, "line")} without a paper.`,
    open.length + missing.length === 0 && "Nothing is left to do.",
  ];
  return sentences.filter(Boolean).join(" ");
}

export async function answerMatches(c: Context, web: Web): Promise<Response> {
  const token = c.req.param("token") ?? "";
  const list = await getListOf(web, token);
  const { take, decline } = await readForm(c);
  const now = web.clock();
  const page = links.matches(token);
  if (take === "all") {
    await takeMatches(web.db, list, { now });
    return c.redirect(page, 303);
  }
  const match = list.matches.find(({ id }) => String(id) === (take ?? decline));
  if (!match) throw new Invalid("This line is not in the list; load the page again.");
  if (take !== undefined) await takeMatches(web.db, list, { only: [match.id], now });
  else await declineMatch(web.db, match);
  // To the next one that waits, so that one can go on.
  const next = list.matches.find(({ line, state }) => line > match.line && state === "matched");
  return c.redirect(next ? `${page}#${matchId(next)}` : page, 303);
}

async function getListOf(web: Web, token: string): Promise<List> {
  const id = readListToken(web.secret, token);
  const list = id === undefined ? undefined : await findList(web.db, id);
  if (!list) throw new NotFound("There is no list at this address; it may have been cut off.");
  return list;
}
