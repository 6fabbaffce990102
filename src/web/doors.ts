// Doors for programs: the addresses that are no pages for people. Those with an ending, such as
// `/papers/2310.07896.bib`, are read by the page that they are another form of.
import type { Hono } from "hono";
import type { Handler } from "./context.ts";

type At = (handler: Handler) => (c: Parameters<Handler>[0]) => Response | Promise<Response>;

export function addDoors(_app: Hono, _at: At): void {}
