// A paper that is not here: where it may be, and how to look for it.
import type { Context } from "hono";
import { links } from "../../links.ts";
import { arxivOf, bareIdentifier, type Identifier } from "../../papers/identifier.ts";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { External } from "../views/external.tsx";
import { Sentence } from "../views/sentence.tsx";

interface Missing {
  /** As it was asked for. */
  name: string;
  /** Where the name could be read. */
  identifier: Identifier | undefined;
}

export async function showMissingPaper(
  c: Context,
  web: Web,
  { name, identifier }: Missing,
): Promise<Response> {
  const bare = identifier ? bareIdentifier(identifier) : name;
  const says = `There is no paper ${bare} here.`;
  return await renderPage(
    c,
    web,
    { title: says.slice(0, -1), robots: "noindex" },
    <Sentence says={says} code={404}>
      <p>
        {identifier && <Elsewhere identifier={identifier} />}
        You can also <a href={links.search(`"${bare.replaceAll('"', "")}"`)}>search for it</a>, or
        read <a href={links.home}>today’s edition</a>.
      </p>
    </Sentence>,
    404,
  );
}

function Elsewhere({ identifier }: { identifier: Identifier }) {
  const arxiv = arxivOf(identifier);
  if (arxiv) {
    return (
      <>
        arXiv may have it: <External href={links.abstractAt(arxiv)}>arxiv.org/abs/{arxiv}</External>
        .{" "}
      </>
    );
  }
  if (!identifier.startsWith("doi:")) return null;
  const doi = identifier.slice("doi:".length);
  return (
    <>
      Its publisher may have it: <External href={links.doiAt(doi)}>doi.org/{doi}</External>.{" "}
    </>
  );
}
