// A reader tells moderators what is wrong with a comment. Whoever did hears thanks, and nothing of others.
import type { Context } from "hono";
import { reasonNames, reasons } from "../../community/moderation/reasons.ts";
import {
  demandReportable,
  findReport,
  parseReport,
  reportComment,
} from "../../community/moderation/reports.ts";
import { demandVoice } from "../../community/moderation/restrictions.ts";
import { longestSentence } from "../../community/sentence.ts";
import { NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { placeOfComment } from "../discussion.ts";
import { readReading } from "../reading.ts";
import { attempt, type Faults } from "../faults.ts";
import { findCommentNamed, getPaperOf } from "../named-comment.ts";
import { getReader } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { CommentArticle } from "../views/comment.tsx";
import { CommentPath } from "../views/comment-path.tsx";
import { Field, FieldError } from "../views/field.tsx";
import { Form } from "../views/form.tsx";
import { Sentence } from "../views/sentence.tsx";

export async function showReport(c: Context, web: Web): Promise<Response> {
  if (c.req.query("thanks") !== undefined) return await showThanks(c, web);
  return await show(c, web, {});
}

export async function report(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  const comment = await getComment(c, web);
  const typed = await readForm(c);
  const faults: Faults<"reason"> = {};
  const said = await attempt(faults, "reason", () => parseReport(typed));
  if (!said) return await show(c, web, { typed, fault: faults.reason });
  const whose = { comment: comment.id, reader: reader.id };
  await reportComment(web.db, { ...whose, ...said, now: web.clock() });
  return c.redirect(`${links.commentReport(comment.id)}?thanks`, 303);
}

async function getComment(c: Context, web: Web) {
  const comment = await findCommentNamed(c, web);
  if (!comment) throw new NotFound("There is no such comment here any more.");
  return comment;
}

interface Typed {
  typed?: { reason?: string; sentence?: string };
  fault?: string | undefined;
}

async function show(c: Context, web: Web, { typed, fault }: Typed): Promise<Response> {
  const { db } = web;
  const reader = await getReader(c, web);
  const comment = await getComment(c, web);
  const whose = { comment: comment.id, reader: reader.id };
  await demandVoice(db, { reader: reader.id, now: web.clock() });
  await demandReportable(db, whose);
  const known = await findReport(db, whose);
  const { reason, sentence } = typed ?? known ?? {};
  const reading = await readReading(c, web, { comments: [comment], page: links.home });
  return await renderPage(
    c,
    web,
    { title: "Report a comment", robots: "noindex", ownSubscribeBox: true },
    <div class="comment-page">
      <CommentPath paper={await getPaperOf(web, comment)} />
      <h1>Report this comment</h1>
      <CommentArticle comment={comment} reading={reading} still />
      {known && (
        <p class="note">
          You have reported it.{" "}
          {known.isSettled
            ? "A moderator has looked at it. If it is edited, you can report it again."
            : "Until a moderator has looked you can change what you said."}
        </p>
      )}
      <Form class="fields report-form" action={links.commentReport(comment.id)}>
        <Reasons chosen={reason} fault={fault} />
        <Field
          name="sentence"
          label="A sentence, if you like"
          hint="Moderators read it. Neither the author nor anybody else learns who reported."
          value={sentence ?? ""}
          maxlength={longestSentence}
          autocomplete="off"
        />
        <button class="button button-main" type="submit">
          {known ? "Change the report" : "Report it"}
        </button>
      </Form>
      <p class="small">
        A disagreement is no reason to report: <a href={links.comment(comment.id)}>reply</a>{" "}
        instead.
      </p>
    </div>,
    fault === undefined ? 200 : 400,
  );
}

function Reasons({ chosen, fault }: { chosen: string | undefined; fault: string | undefined }) {
  return (
    <fieldset class="report-reasons" aria-describedby={fault ? "reason-error" : undefined}>
      <legend>What is wrong with it?</legend>
      {reasons.map((reason) => (
        <label>
          <input type="radio" name="reason" value={reason} checked={reason === chosen} required />{" "}
          {reasonNames[reason]}
        </label>
      ))}
      {fault && <FieldError id="reason" says={fault} />}
    </fieldset>
  );
}

async function showThanks(c: Context, web: Web): Promise<Response> {
  await getReader(c, web);
  const comment = await findCommentNamed(c, web);
  const paper = comment && (await getPaperOf(web, comment));
  const back = paper && (await placeOfComment(c, web, { comment: comment.id, paper }));
  return await renderPage(
    c,
    web,
    { title: "Thank you", robots: "noindex", ownSubscribeBox: true },
    <Sentence says="Thank you.">
      <p>A moderator looks at the comment. Nobody else learns that you reported it.</p>
      <p>
        You can go back to <a href={back ?? links.discussions}>the discussion</a>.
      </p>
    </Sentence>,
  );
}
