// One address of the API, told once: what it takes and gives validates requests, is the OpenAPI
// description, and is what tests fuzz it by.
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { Holder } from "../../community/tokens/tokens.ts";
import type { Scope } from "../../community/tokens/scopes.ts";
import { admitWriter, demandScope } from "../admit.ts";
import type { ApiOptions } from "../options.ts";
import { openCursor, sealCursor } from "../reading/cursor.ts";
import { readJson } from "../reading/json-body.ts";
import { paperId } from "../reading/paper.ts";
import { sendDone, sendTold } from "./answer.ts";
import { readFields, readQuery } from "./read-request.ts";

type Method = "get" | "post" | "put" | "patch" | "delete";
type Fields = Record<string, z.ZodType>;

/** A route with the types of what it takes left out, as lists of them hold it. */
export interface Route {
  method: Method;
  /** As OpenAPI writes it: `/papers/{id}/comments`. The identifier of a paper may hold a slash. */
  path: string;
  /** What programs made from the description call it: `listEditionPapers`. */
  operationId: string;
  /** A heading of the description. */
  tag: string;
  /** A few words, and what else there is to say in Markdown. */
  summary: string;
  description?: string | undefined;
  /** What a token must be good for; left out where everybody may ask. */
  scope?: Scope | undefined;
  /** By name. */
  params?: Fields | undefined;
  /** Where it holds a `cursor` (see pageQuery), the route is paged: `next` of its answer is one, too. */
  query?: Fields | undefined;
  /** The fields of the JSON that is sent. */
  body?: Fields | undefined;
  /** What comes back; left out where that is nothing. */
  answer?: z.ZodType | undefined;
  /** Where in the API that is which was made just now: 201 (RFC 9110, 15.3.2); `undefined` where nothing was. */
  made?: ((told: never) => string | undefined) | undefined;
  handle: (given: Given, options: ApiOptions) => Promise<unknown>;
}

/** What a request says, read, and who asks. */
interface Given {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: Record<string, unknown>;
  asker: Holder | undefined;
  /** From where it comes: a keyed hash. */
  network: () => string;
}

type Read<Of extends Fields | undefined> = Of extends Fields
  ? { [Name in keyof Of]: z.output<Of[Name]> }
  : Record<string, never>;

interface TypedRoute<
  Params extends Fields | undefined,
  Query extends Fields | undefined,
  Body extends Fields | undefined,
  Answer extends z.ZodType | undefined,
  Needed extends Scope | undefined,
> extends Omit<Route, "params" | "query" | "body" | "answer" | "scope" | "made" | "handle"> {
  scope?: Needed;
  params?: Params;
  query?: Query;
  body?: Body;
  answer?: Answer;
  made?: (told: Answer extends z.ZodType ? z.input<Answer> : never) => string | undefined;
  handle: (
    given: {
      params: Read<Params>;
      query: Read<Query>;
      body: Read<Body>;
      asker: Needed extends Scope ? Holder : Holder | undefined;
      network: () => string;
    },
    options: ApiOptions,
  ) => Promise<Answer extends z.ZodType ? z.input<Answer> : void>;
}

/** A route whose handler is given what its fields read to. */
export function route<
  Params extends Fields | undefined = undefined,
  Query extends Fields | undefined = undefined,
  Body extends Fields | undefined = undefined,
  Answer extends z.ZodType | undefined = undefined,
  Needed extends Scope | undefined = undefined,
>(typed: TypedRoute<Params, Query, Body, Answer, Needed>): Route {
  return typed as unknown as Route;
}

/** Has the route answer. */
export function addRoute(api: Hono, options: ApiOptions, route: Route): void {
  const { method } = route;
  const params = z.object(route.params ?? {});
  const query = z.object(route.query ?? {});
  const body = z.object(route.body ?? {});
  const isPaged = Object.hasOwn(query.shape, "cursor");
  const { pattern, paperParam, ending } = patternOf(route);
  api.on(method.toUpperCase(), pattern, async (c) => {
    const { identifier, ...others }: Record<string, string> = c.req.param();
    const named =
      identifier === undefined || paperParam === undefined
        ? others
        : { ...others, [paperParam]: identifier.slice(0, identifier.length - ending.length) };
    const asker = await askerOf(c, options, route);
    const given: Given = {
      params: readFields(params, named),
      query: readQuery(query, c),
      body: route.body ? readFields(body, await readJson(c)) : {},
      asker,
      network: () => options.networkOf(c),
    };
    const told = isPaged
      ? await handlePage(route, given, options)
      : await route.handle(given, options);
    const site = options.config.SITE_URL;
    if (method === "get") {
      const next = isPaged ? (told as Listed).next : null;
      return sendTold(c, told as object, { site, isOwn: asker !== undefined, next });
    }
    const at = route.made?.(told as never);
    return sendDone(c, told as object | undefined, { site, at });
  });
}

interface Listed {
  next: string | null;
}

/** A page of a list. Its cursors go out, and come in, as those of this list alone. */
async function handlePage(route: Route, given: Given, options: ApiOptions): Promise<Listed> {
  const { cursor } = given.query;
  const which = { ...given.query, cursor: undefined, limit: undefined };
  const list = JSON.stringify([route.path, given.params, which]);
  const opened = typeof cursor === "string" ? openCursor(cursor, list) : undefined;
  const asked = { ...given, query: { ...given.query, cursor: opened } };
  const told = (await route.handle(asked, options)) as Listed;
  return { ...told, next: told.next === null ? null : sealCursor(told.next, list) };
}

/** Old identifiers hold a slash (hep-th/9901001), and so the router takes all that stands before `ending`. */
export function patternOf({ path, params = {} }: Pick<Route, "path" | "params">): {
  pattern: string;
  /** The name of the identifier of a paper, where there is one. */
  paperParam: string | undefined;
  ending: string;
} {
  const paperParam = Object.keys(params).find((name) => params[name] === paperId);
  const [before, ending = ""] = paperParam === undefined ? [path] : path.split(`{${paperParam}}`);
  const pattern = paperParam === undefined ? path : `${before}:identifier{.+${ending}}`;
  return { pattern: pattern.replaceAll(/\{([A-Za-z]+)\}/g, ":$1"), paperParam, ending };
}

/** Of two addresses that a request fits, that which says more comes first. */
export function bySaying({ path: one }: Pick<Route, "path">, { path: other }: Pick<Route, "path">) {
  const parts = (path: string) => path.split("/").length;
  const open = (path: string) => path.split("{").length;
  return parts(other) - parts(one) || open(one) - open(other);
}

/** What changes something takes a token that says so. @throws Forbidden, SignInFirst, TooMany */
async function askerOf(c: Context, options: ApiOptions, { scope }: Route) {
  const asker = await options.findAsker(c);
  if (scope === undefined) return asker;
  if (scope === "read") return demandScope(asker, scope);
  return await admitWriter(options, asker, scope);
}
