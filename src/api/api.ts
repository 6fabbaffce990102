// Everything under /api: our own API by its versions, and the papers API of Hugging Face.
import { Hono } from "hono";
import type { ApiDescriber } from "../api-description.ts";
import { NotFound } from "../errors.ts";
import { apiError } from "./errors.ts";
import { createV1 } from "./v1/v1.ts";
import { addHuggingFace } from "./hugging-face/hugging-face.ts";
import type { ApiOptions } from "./options.ts";

export function createApi(options: ApiOptions): { api: Hono } & ApiDescriber {
  const api = new Hono();
  const { api: v1, ...describer } = createV1(options);
  api.route("/v1", v1);

  // What had no version before there was one.
  for (const path of ["/editions/:key", "/papers/:id{.+/comments}", ...withoutVersion]) {
    api.get(path, (c) => {
      const { pathname, search } = new URL(c.req.url);
      return c.redirect(pathname.replace("/api/", "/api/v1/") + search, 308);
    });
  }

  addHuggingFace(api, options);

  api.all("/*", () => {
    throw new NotFound("There is no such address in this API.");
  });
  api.onError((error, c) => apiError(error, c, options.log));
  return { api, ...describer };
}

const withoutVersion = ["/search", "/sections", "/sections/:address", "/trending", "/status"];
