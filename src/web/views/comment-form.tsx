// The form in which comments are written and changed.
import type { Child } from "hono/jsx";
import { longestComment } from "../../community/discussion/commenting.ts";
import type { Order } from "../../community/discussion/threads.ts";
import { links } from "../../links.ts";
import { FieldError } from "./field.tsx";
import { Form } from "./form.tsx";
import { figure } from "../../papers/words.ts";

export interface CommentFormProps {
  /** Where it is sent. */
  action: string;
  /** The comment that is replied to. */
  parent?: number | undefined;
  /** In which order the discussion is read, to come back to. */
  order?: Order | undefined;
  /** Of the comment that is changed, which version that is. */
  version?: number | undefined;
  /** What is typed so far. */
  source?: string | undefined;
  /** What is wrong with that. */
  fault?: Child;
  /** Whether what is typed was sent already, and came back to be looked at. */
  isBack?: boolean;
  label: string;
  send: string;
  /** Whoever writes; a draft is theirs. Left out for whoever is signed out. */
  reader?: number | undefined;
  /** Where whoever changes their mind goes; on a page of its own. */
  cancel?: string | undefined;
}

export const commentFieldId = "comment-source";

export function CommentForm(props: CommentFormProps) {
  const { action, parent, order, version, source = "", fault, isBack, label, send } = props;
  const { reader, cancel } = props;
  const id = commentFieldId;
  return (
    <Form
      class="comment-form"
      action={action}
      data-comment-form
      data-preview-at={links.commentPreview}
      data-draft={
        reader && `${reader} ${parent === undefined ? action : links.commentReply(parent)}`
      }
      data-back={isBack ? "" : undefined}
    >
      {parent !== undefined && <input type="hidden" name="parent" value={parent} />}
      {order === "votes" && <input type="hidden" name="order" value={order} />}
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      <p class="field">
        <label for={id}>{label}</label>
        <textarea
          id={id}
          name="source"
          rows={source.length > 300 ? 12 : 5}
          placeholder={`Write a ${parent === undefined ? "comment" : "reply"}. Markdown and $TeX$ are rendered.`}
          autocomplete="off"
          autofocus={cancel !== undefined && !isBack}
          aria-invalid={fault ? "true" : undefined}
          aria-describedby={fault ? `${id}-error` : undefined}
        >
          {source}
        </textarea>
        {fault && <FieldError id={id} says={fault} />}
      </p>
      <p class="draft-told" data-draft-told hidden>
        This is your draft, which was not sent yet.{" "}
        <button type="button" class="link" data-draft-drop>
          Drop it
        </button>
      </p>
      {/* Above the buttons: whoever has read to its end sends it there. */}
      <section class="comment-preview" aria-label="Preview" data-comment-preview hidden />
      <p class="comment-buttons">
        <button class="button" type="submit" name="do" value="preview">
          Preview
        </button>
        <button class="button button-main" type="submit" name="do" value="send">
          {send}
        </button>
        {cancel !== undefined && <a href={cancel}>Cancel</a>}
      </p>
      <p class="error comment-fault" data-comment-fault role="alert" />
      <HowToWrite />
    </Form>
  );
}

const examples: [written: string, shown: Child][] = [
  [
    "*italic*, **bold**",
    <>
      <em>italic</em>, <strong>bold</strong>
    </>,
  ],
  ["$x^2$", "mathematics in the line; between $$ and $$ in a line of its own"],
  ["\\$5, \\@ada", "the sign itself; “$5 and $10” needs no backslash"],
  ["`code`", "code, in which nothing else is read; between lines of ``` a block of it"],
  ["> words", "a quotation"],
  ["- one", "a list"],
  ["[words](https://…)", "a link; bare addresses are links too"],
  ["@name", "calls somebody, who is told; twenty of them at most"],
  ["arXiv:2310.07896, doi:10.1101/…", "leads to the paper here"],
];

function HowToWrite() {
  return (
    <details class="how-to-write">
      <summary>How to write</summary>
      <dl>
        {examples.map(([written, shown]) => (
          <div>
            <dt>
              <code>{written}</code>
            </dt>
            <dd>{shown}</dd>
          </div>
        ))}
      </dl>
      <p>
        An empty line begins a paragraph. At most {figure(longestComment)} characters. HTML stays
        text, and images become links.{" "}
        <span data-with-script hidden>
          <kbd>Ctrl</kbd> <kbd>Enter</kbd> sends.
        </span>
      </p>
    </details>
  );
}
