// What a comment said and says, the newest first, with what each version changed.
import type { Context } from "hono";
import { listVersions, type Version } from "../../community/discussion/versions.ts";
import { wordDifference } from "../../community/discussion/word-difference.ts";
import { NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { getCommentNamed, getPaperOf } from "../named-comment.ts";
import { zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { demandPage, readPageNumber } from "../requests.ts";
import { Name } from "../views/person-name.tsx";
import { findViewer } from "../viewer.ts";
import { CommentPath } from "../views/comment-path.tsx";
import { When } from "../views/dates.tsx";
import { Paging } from "../views/paging.tsx";

export async function showHistory(c: Context, web: Web): Promise<Response> {
  const comment = await getCommentNamed(c, web);
  if (comment.source === undefined) throw new NotFound("The history of this comment is gone.");
  const page = readPageNumber(c);
  const { versions, pages } = await listVersions(web.db, {
    comment,
    viewer: await findViewer(c, web),
    page,
  });
  demandPage(page, pages, "history");
  const moment = { timeZone: await zoneOf(c, web), now: web.clock() };
  return await renderPage(
    c,
    web,
    { title: "History of a comment", robots: "noindex" },
    <div class="comment-page">
      <CommentPath paper={await getPaperOf(web, comment)} here="History" />
      <h1>What this comment said</h1>
      <p class="comment-note">
        By <Name person={comment.by} />, the newest version first.{" "}
        <a href={links.comment(comment.id)}>Back to the comment</a>
      </p>
      {comment.by === undefined && comment.editedAt !== null && (
        <p class="comment-note">
          This comment was edited. What it said before went with the account of whoever wrote it.
        </p>
      )}
      <ol class="versions">
        {versions.map(({ version, before }, index) => (
          <li>
            <h2>
              {page === 1 && index === 0 ? "Now; written" : "Written"}{" "}
              <time datetime={version.at}>
                <When at={version.at} {...moment} />
              </time>
            </h2>
            <Words version={version} before={before} />
          </li>
        ))}
      </ol>
      <Paging
        page={page}
        pages={pages}
        address={(each) => `${links.commentHistory(comment.id)}?page=${each}`}
      />
    </div>,
  );
}

function Words({ version, before }: { version: Version; before: Version | undefined }) {
  const parts = before
    ? wordDifference(before.source, version.source)
    : [{ text: version.source, change: "same" }];
  return (
    <p class="version" lang="">
      {parts.map(({ text, change }) => {
        if (change === "same") return <>{text}</>;
        const words = text.trimStart();
        const space = text.slice(0, text.length - words.length);
        return (
          <>
            {space}
            {change === "gone" ? <del>{words}</del> : <ins>{words}</ins>}
          </>
        );
      })}
    </p>
  );
}
