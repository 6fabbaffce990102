// Muting a thread or a person, once it is clear what that does; and ending it. Nobody else learns of it.
import type { Context } from "hono";
import {
  isPersonMuted,
  isThreadMuted,
  mutePerson,
  muteThread,
} from "../../community/notifications/muting.ts";
import { getProfile } from "../../community/people/profile.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { placeOfComment, readOrder } from "../discussion.ts";
import { findCommentNamed, getCommentNamed, getPaperOf } from "../named-comment.ts";
import { getReader } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm, readNumber, samePath, wantsJson } from "../requests.ts";
import { Form } from "../views/form.tsx";
import { Sentence } from "../views/sentence.tsx";
import { Tex } from "../views/tex.tsx";

export async function showMuteThread(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const comment = await getCommentNamed(c, web);
  const { root, id } = comment;
  const paper = await getPaperOf(web, comment);
  const back = await placeOfComment(c, web, { comment: id, paper, order: readOrder(c) });
  const isMuted = await isThreadMuted(web.db, { reader, root });
  return await renderPage(
    c,
    web,
    { title: isMuted ? "Unmute a thread" : "Mute a thread", robots: "noindex" },
    <Sentence says={isMuted ? "This thread is muted." : "Shall this thread be muted?"}>
      <p>
        {isMuted
          ? "You are told nothing of it. It is a thread under "
          : "You are told nothing more of what is said in it, neither here nor by mail, not even when somebody replies to you or mentions you. It is a thread under "}
        <a href={back}>
          <Tex source={paper.title} />
        </a>
        . Nobody else learns of it.
      </p>
      <MuteForm action={links.commentMute(id)} isMuted={isMuted} back={back} what="thread" />
    </Sentence>,
  );
}

/** What is gone by now can be taken off the list all the same. */
export async function changeMutedThread(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const { mute, back } = await readMute(c);
  const comment = mute ? await getCommentNamed(c, web) : await findCommentNamed(c, web);
  const root = comment?.root ?? readNumber(c.req.param("id")) ?? 0;
  await muteThread(web, { reader, root, mute });
  if (wantsJson(c)) return c.json({ muted: mute });
  return c.redirect(samePath(back, comment ? links.comment(root) : links.notifications), 303);
}

export async function showMutePerson(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const person = await getProfile(web.db, c.req.param("handle") ?? "");
  const isMuted = await isPersonMuted(web.db, { reader, person: person.id });
  const isSelf = person.id === reader;
  return await renderPage(
    c,
    web,
    { title: isMuted ? `Unmute ${person.name}` : `Mute ${person.name}`, robots: "noindex" },
    <Sentence says={isMuted ? `${person.name} is muted.` : `Shall ${person.name} be muted?`}>
      <p>
        {isSelf
          ? "That is you, and you cannot mute yourself."
          : isMuted
            ? "You are told nothing of what they say, and their comments are collapsed on your pages."
            : "You are told nothing more of what they say, neither here nor by mail, and their comments are collapsed on your pages. You can still open each. Neither they nor anybody else learns of it."}
      </p>
      {!isSelf && (
        <MuteForm
          action={links.personMute(person.handle)}
          isMuted={isMuted}
          back={links.person(person.handle)}
          what={person.name}
        />
      )}
    </Sentence>,
  );
}

export async function changeMutedPerson(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const { id: person, handle } = await getProfile(web.db, c.req.param("handle") ?? "");
  const { mute, back } = await readMute(c);
  await mutePerson(web, { reader, person, mute });
  if (wantsJson(c)) return c.json({ muted: mute });
  return c.redirect(samePath(back, links.person(handle)), 303);
}

function MuteForm({
  action,
  isMuted,
  back,
  what,
}: {
  action: string;
  isMuted: boolean;
  back: string;
  what: string;
}) {
  return (
    <Form class="mute-form" action={action}>
      <input type="hidden" name="mute" value={isMuted ? "0" : "1"} />
      <input type="hidden" name="back" value={back} />
      <button class="button button-main" type="submit">
        {isMuted ? "Unmute" : "Mute"} {what === "thread" ? "this thread" : what}
      </button>{" "}
      <a href={back}>{isMuted ? "Leave it so" : "No"}</a>
    </Form>
  );
}

async function readMute(c: Context): Promise<{ mute: boolean; back: string | undefined }> {
  const { mute, back } = await readForm(c);
  if (mute !== "0" && mute !== "1") {
    throw new Invalid("Muting says mute=1, or mute=0 to end it.");
  }
  return { mute: mute === "1", back };
}
