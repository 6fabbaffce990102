// "Less like this", the link under each paper of a letter. Opening it changes nothing, since mail
// scanners open every link; the button does, and another one takes it back.
import type { Context } from "hono";
import { findPaper } from "../../catalogue/papers.ts";
import { likeAgain, likeLess, listLessLike } from "../../email/subscriptions/less-like.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import { parseIdentifier } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { network } from "../gates/client-address.ts";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { readForm, shortened } from "../requests.ts";
import { Sentence } from "../views/sentence.tsx";
import { Tex } from "../views/tex.tsx";
import { authorsInShort } from "../../papers/words.ts";
import { findManaged } from "./subscription.tsx";
import { showUnknownToken } from "./unknown-token.tsx";
import { Form } from "../views/form.tsx";

export async function showLess(c: Context, web: Web): Promise<Response> {
  const subscription = await findManaged(c, web);
  if (!subscription) return await showUnknownToken(c, web);
  const paper = await findAskedPaper(c, web);
  if (!paper) return await showNoPaper(c, web);
  const chosen = await listLessLike(web.db, { subscription: subscription.id });
  const isLess = chosen.includes(paper.id);
  return await renderPage(
    c,
    web,
    {
      title: `Less like ${shortened(texToText(paper.title))}`,
      robots: "noindex",
      ownSubscribeBox: true,
    },
    <Sentence says={isLess ? "Less like this, from now on." : "Less like this?"}>
      <PaperLine paper={paper} />
      <p>
        {isLess
          ? "Papers like this one stand lower in your letters. They still come where much speaks for them."
          : "Then papers like this one stand lower in your letters. Nothing changes until you press the button, and it can be taken back."}
      </p>
      <Form action={links.subscriptionLess(tokenOf(c), paper.identifier)}>
        <button
          class={`button${isLess ? "" : " button-main"}`}
          type="submit"
          name="less"
          value={isLess ? "no" : "yes"}
        >
          {isLess ? "Undo" : "Yes, less like this"}
        </button>
      </Form>
      <p class="small">
        <a href={`${links.subscription(tokenOf(c))}#less`}>The papers of which you want less</a>
      </p>
    </Sentence>,
  );
}

function PaperLine({ paper: { identifier, title, authors } }: { paper: Paper }) {
  return (
    <p class="less-paper">
      <a href={links.paper(identifier)}>
        <Tex source={title} />
      </a>
      {authors.length > 0 && <small>{authorsInShort(authors)}</small>}
    </p>
  );
}

export async function less(c: Context, web: Web): Promise<Response> {
  await web.limits.less(network(c, web));
  const subscription = await findManaged(c, web);
  if (!subscription) return await showUnknownToken(c, web);
  const paper = await findAskedPaper(c, web);
  if (!paper) return await showNoPaper(c, web);
  const { less: wanted, back } = await readForm(c);
  const which = { subscription: subscription.id, paper: paper.id };
  if (wanted === "yes") await likeLess(web.db, { ...which, now: web.clock() });
  else if (wanted === "no") await likeAgain(web.db, which);
  else throw new Invalid("Say whether there shall be less: less=yes or less=no.");
  return c.redirect(
    back === "subscription"
      ? `${links.subscription(tokenOf(c))}?undone`
      : links.subscriptionLess(tokenOf(c), paper.identifier),
    303,
  );
}

async function findAskedPaper(c: Context, web: Web): Promise<Paper | undefined> {
  const identifier = parseIdentifier(c.req.param("identifier") ?? "")?.identifier;
  return identifier && (await findPaper(web.db, identifier));
}

async function showNoPaper(c: Context, web: Web): Promise<Response> {
  const title = "This paper is not here any more.";
  return await renderPage(
    c,
    web,
    { title: title.slice(0, -1), robots: "noindex" },
    <Sentence says={title} code={404}>
      <p>
        So nothing like it can be told apart, and nothing was changed. You can{" "}
        <a href={links.subscription(tokenOf(c))}>change what you get</a>.
      </p>
    </Sentence>,
    404,
  );
}

function tokenOf(c: Context): string {
  return c.req.param("token") ?? "";
}
