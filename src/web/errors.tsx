// Turns what went wrong into a calm page.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { badTokenChallenge, eitherChallenge } from "../community/tokens/challenges.ts";
import { BadToken, Forbidden, SignInFirst, TooMany } from "../errors.ts";
import { isForPrograms } from "../face-of.ts";
import { links } from "../links.ts";
import { statusOf, type ErrorStatus } from "../status-of.ts";
import type { Web } from "./context.ts";
import { Stale } from "./gates/foreign.ts";
import { sendsComment, showUnsent } from "./pages/comment-unsent.tsx";
import { renderPage } from "./render.tsx";
import { InvalidOfEdition, ownPath, wantsJson } from "./requests.ts";
import { HowToSignIn, WhomToAsk } from "./views/owner.tsx";
import { Sentence } from "./views/sentence.tsx";

interface Answer {
  status: ErrorStatus | 405;
  message: string;
  /** What to do about it, where it is not to go elsewhere. */
  advice?: Child;
  /** Whether the same may be sent again, from a form made anew. */
  isStale?: true;
}

function answerTo(error: Error): Answer {
  const status = statusOf(error);
  if (status === 413) return { status, message: "That is more than this page takes." };
  if (status === 500) {
    return { status, message: "Something went wrong here.", advice: <TryAgain /> };
  }
  return {
    status,
    message: error.message,
    advice: adviceOn(error),
    ...(error instanceof Stale && { isStale: true }),
  };
}

function adviceOn(error: Error): Child {
  if (error instanceof InvalidOfEdition) return <ReadTheWhole at={error.whole} />;
  if (error instanceof SignInFirst) return <WayIn />;
  return error instanceof Forbidden ? adviceFor(error) : undefined;
}

/** `undefined` where nobody can open it to whoever asks. */
function adviceFor({ needs }: Forbidden): Child {
  if (needs === undefined) return undefined;
  return needs === "owner" ? <HowToSignIn /> : <WhomToAsk />;
}

export async function showError(c: Context, web: Web, error: Error): Promise<Response> {
  if (isForPrograms(c.req.path) && web.api) return web.api.refuse(error, c);
  const answer = answerTo(error);
  if (answer.status === 500) {
    web.log("A page failed", { method: c.req.method, path: c.req.path, error });
  }
  if (error instanceof SignInFirst && c.req.method === "GET" && !wantsJson(c)) {
    if (isBrowsed(c)) return c.redirect(links.signIn(ownPath(c)), 303);
    // A program would take the page that it is led to for what it asked for.
    c.header("WWW-Authenticate", eitherChallenge);
    return c.text(answer.message, answer.status);
  }
  const isSignedOut = error instanceof SignInFirst || error instanceof Stale;
  if (isSignedOut && sendsComment(c) && !wantsJson(c)) {
    return await showUnsent(c, web, error instanceof Stale ? 403 : 401);
  }
  if (error instanceof BadToken) {
    c.header("WWW-Authenticate", badTokenChallenge(c.req.header("Authorization")));
  }
  if (error instanceof TooMany) c.header("Retry-After", String(error.retryAfterS));
  return await showSentence(c, web, answer);
}

/** Browsers name what they show; programs take anything, or name something else. */
function isBrowsed(c: Context): boolean {
  const accepted = c.req.header("Accept");
  return accepted === undefined || accepted.includes("text/html");
}

/** Programs that read a page as text read so what is wrong as well. */
function wantsText(c: Context): boolean {
  if (isBrowsed(c)) return false;
  return /\.(md|txt)$/.test(c.req.path) || /text\/(markdown|plain)/.test(c.req.header("Accept")!);
}

export async function showUnknown(c: Context, web: Web): Promise<Response> {
  return await showSentence(c, web, { status: 404, message: "There is no page at this address." });
}

export async function showMethods(c: Context, web: Web, allowed: string[]): Promise<Response> {
  c.header("Allow", allowed.join(", "));
  const message = `This address does not know ${c.req.method.slice(0, 20)}.`;
  return await showSentence(c, web, { status: 405, message });
}

async function showSentence(
  c: Context,
  web: Web,
  { status, message, advice = <GoElsewhere />, isStale }: Answer,
): Promise<Response> {
  if (wantsJson(c) || isForPrograms(c.req.path)) return c.json({ error: message, isStale }, status);
  if (wantsText(c)) return c.text(`${message}\n`, status);
  return await renderPage(
    c,
    web,
    { title: message.replace(/\.$/, ""), robots: "noindex" },
    <Sentence says={message} code={status}>
      {advice}
    </Sentence>,
    status,
  );
}

function GoElsewhere() {
  return (
    <p>
      You can go to <a href={links.home}>today’s edition</a>, see the{" "}
      <a href={links.sections}>sections</a> or <a href={links.search()}>search</a>.
    </p>
  );
}

function WayIn() {
  return (
    <p>
      <a href={links.signIn()}>Sign in</a>, and try once more.
    </p>
  );
}

function ReadTheWhole({ at }: { at: string }) {
  return (
    <p>
      Here is <a href={at}>the whole edition</a>, or what fits into{" "}
      <a href={`${at}?minutes=10`}>ten minutes</a> of it.
    </p>
  );
}

function TryAgain() {
  return (
    <p>
      It has been written to the log. You can try again, or go back to{" "}
      <a href={links.home}>today’s edition</a>.
    </p>
  );
}
