// What the API is, and each of its routes to be read and tried.
import type { Context } from "hono";
import type { ApiDescriber, ApiDescription } from "../../api-description.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { ApiIntroduction } from "../views/api/introduction.tsx";
import { fillPath } from "../views/api/examples.ts";
import { ApiRoute } from "../views/api/route.tsx";
import { ApiUp, subjectsId } from "../views/api/up.tsx";
import { Shape, shapeId, ShapeInShort, TypeInWords } from "../views/api/shape.tsx";

export async function showApi(c: Context, web: Web): Promise<Response> {
  const description = await describerOf(web).describeWithExamples();
  const { components, servers, tags } = description;
  return await renderPage(
    c,
    web,
    {
      title: "The API",
      description: "All that the pages of this site say, as JSON, and how to get it.",
      canonical: links.api,
    },
    <div class="api">
      <ApiIntroduction server={servers[0]!.url} isPrivate={web.config.PRIVATE} />
      <nav aria-label="Routes by subject" id={subjectsId}>
        <ul class="api-tags">
          {tags.map(({ name }) => (
            <li>
              <a href={`#${tagId(name)}`}>{name}</a>
            </li>
          ))}
          <li>
            <a href="#shapes">Shapes</a>
          </li>
        </ul>
      </nav>
      {tags.map(({ name }) => (
        <section aria-labelledby={tagId(name)}>
          <h2 id={tagId(name)}>{name}</h2>
          {routesUnder(description, name).map((route) => (
            <ApiRoute {...route} description={description} />
          ))}
        </section>
      ))}
      <section aria-labelledby="shapes">
        <h2 id="shapes">Shapes</h2>
        <p>All that is sent and answered, by the names that the description gives it.</p>
        {Object.entries(components.schemas)
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
          .map(([name, schema]) => (
            <details class="api-route" id={shapeId(name)}>
              <summary>
                <h3>{name}</h3>
                <span class="api-summary">
                  <ShapeInShort schema={schema} />
                </span>
              </summary>
              {schema["properties"] === undefined && (
                <p class="shape-type">
                  <TypeInWords schema={schema} />
                </p>
              )}
              <Shape schema={schema} />
              <ApiUp to={shapeId(name)} name={name} />
            </details>
          ))}
      </section>
    </div>,
  );
}

/** The form of a route, where no script sends it, leads to what the route answers. */
export function tryApi(c: Context, web: Web): Response {
  const { operation, ...asked } = Object.fromEntries(new URL(c.req.url).searchParams);
  const found = Object.entries(describerOf(web).describe().paths).find(
    ([, methods]) => methods["get"]?.operationId === operation,
  );
  if (!found) throw new Invalid("Say which route is to be tried.");
  const [path, methods] = found;
  const known = methods["get"]?.parameters ?? [];
  const query = new URLSearchParams(
    known
      .filter((each) => each.in === "query")
      .flatMap(({ name }) => (asked[name] ? [[name, asked[name]]] : [])),
  ).toString();
  // What is left empty makes no address that another route would answer.
  const filled = fillPath(path, asked).replaceAll(/\/(?=\/|$)/g, "/-");
  return c.redirect(`${links.api}/v1${filled}${query && `?${query}`}`, 303);
}

function describerOf({ api }: Web): ApiDescriber {
  if (!api) throw new NotFound("There is no API here.");
  return api;
}

function routesUnder({ paths }: ApiDescription, tag: string) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags.includes(tag))
      .map(([method, operation]) => ({ path, method, operation })),
  );
}

function tagId(name: string): string {
  return `about-${name.toLowerCase().replaceAll(/\W+/g, "-")}`;
}
