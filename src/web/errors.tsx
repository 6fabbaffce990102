// The one table that turns what went wrong into a status and a calm page.
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { HTTPException } from "hono/http-exception";
import type { Child } from "hono/jsx";
import { badTokenChallenge, eitherChallenge } from "../community/tokens/challenges.ts";
import {
  BadToken,
  Forbidden,
  Invalid,
  NotFound,
  Outdated,
  SignInFirst,
  TooMany,
} from "../errors.ts";
import { links } from "../links.ts";
import type { Web } from "./context.ts";
import { Foreign, Stale } from "./foreign.ts";
import { sendsComment, showUnsent } from "./pages/comment-unsent.tsx";
import { renderPage } from "./render.tsx";
import { InvalidOfEdition, ownPath, wantsJson } from "./requests.ts";
import { HowToSignIn, WhomToAsk } from "./views/owner.tsx";
import { Sentence } from "./views/sentence.tsx";

interface Answer {
  status: ContentfulStatusCode;
  message: string;
  /** What to do about it, where it is not to go elsewhere. */
  advice?: Child;
  /** Whether the same may be sent again, from a form made anew. */
  isStale?: true;
}

function answerTo(error: Error): Answer {
  if (error instanceof NotFound) return { status: 404, message: error.message };
  if (error instanceof InvalidOfEdition) {
    return { status: 400, message: error.message, advice: <ReadTheWhole at={error.whole} /> };
  }
  if (error instanceof Outdated) return { status: 409, message: error.message };
  if (error instanceof Invalid) return { status: 400, message: error.message };
  if (error instanceof TooMany) return { status: 429, message: error.message };
  if (error instanceof Forbidden) {
    return { status: 403, message: error.message, advice: adviceFor(error) };
  }
  if (error instanceof SignInFirst) {
    return { status: 401, message: error.message, advice: <WayIn /> };
  }
  if (error instanceof BadToken) return { status: 401, message: error.message };
  if (error instanceof Stale) return { status: 403, message: error.message, isStale: true };
  if (error instanceof Foreign) return { status: 403, message: error.message };
  if (error instanceof HTTPException && error.status === 413) {
    return { status: 413, message: "That is more than this page takes." };
  }
  return { status: 500, message: "Something went wrong here.", advice: <TryAgain /> };
}

/** `undefined` where nobody can open it to whoever asks. */
function adviceFor({ needs }: Forbidden): Child {
  if (needs === undefined) return undefined;
  return needs === "owner" ? <HowToSignIn /> : <WhomToAsk />;
}

export async function showError(c: Context, web: Web, error: Error): Promise<Response> {
  if (isApi(c) && web.api) return web.api.refuse(error, c);
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
  if (wantsJson(c) || isApi(c)) return c.json({ error: message, isStale }, status);
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

function isApi(c: Context): boolean {
  return /^\/(api\/|mcp(\/|$))/.test(c.req.path);
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
