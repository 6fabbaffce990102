// The two steps of a submission: what is it, and is it this one.
import { longestSentence } from "../../community/sentence.ts";
import { saysAllClosed } from "../../community/submissions/open-day.ts";
import { links } from "../../links.ts";
import { arxivOf } from "../../papers/identifier.ts";
import { opening } from "../../papers/opening.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { longDate, plainDate, type Day } from "../../papers/period.ts";
import { isWebAddress } from "../../papers/web-address.ts";
import { External } from "./external.tsx";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";
import { Tex } from "./tex.tsx";
import { authorsInShort } from "../../papers/words.ts";

interface LookFormProps {
  typed: string;
  fault?: string | undefined;
  /** Whether another paper may be submitted today. */
  maySubmit: boolean;
}

export function LookForm({ typed, fault, maySubmit }: LookFormProps) {
  return (
    <Form class="fields" action={links.submit()}>
      <Field
        name="q"
        label="Identifier or address"
        hint="2310.07896, 10.1101/2024.02.27.582234, or the address of its page at arXiv, bioRxiv, OpenReview or any publisher"
        value={typed}
        error={fault}
        maxlength={2000}
        autocomplete="off"
        required
      />
      {maySubmit && (
        <button class="button button-main" type="submit">
          Look it up
        </button>
      )}
    </Form>
  );
}

interface TakeFormProps {
  record: PaperRecord;
  /** Under which it lies at the desk. */
  token: string;
  typed: string;
  sentence: string;
  fault?: string | undefined;
  /** Of the edition that it joins; `undefined` while none is open. */
  day: Day | undefined;
}

export function TakeForm({ record, token, typed, sentence, fault, day }: TakeFormProps) {
  return (
    <>
      <Found record={record} />
      <Form class="fields" action={links.submitTake}>
        <input type="hidden" name="found" value={token} />
        <input type="hidden" name="q" value={typed} />
        <Field
          name="sentence"
          label="Why should others read it?"
          hint={`If you like: a sentence of ${longestSentence} characters at most. It stands beside your name.`}
          value={sentence}
          error={fault}
          maxlength={longestSentence}
          autocomplete="off"
        />
        <p>
          {day === undefined
            ? saysAllClosed
            : `It joins the edition of ${longDate(day)}, with your name and your vote.`}
        </p>
        <p class="submit-buttons">
          <button class="button button-main" type="submit">
            Submit this paper
          </button>
          <a class="button" href={links.submit(typed)}>
            Another one
          </a>
        </p>
      </Form>
    </>
  );
}

function Found({ record }: { record: PaperRecord }) {
  const { title, authors = [], categories = [], abstract, projectUrl } = record;
  const facts = [nameOf(record), ...categories.slice(0, 3), record.journalRef, dateOf(record)];
  return (
    <article class="card card-found card-plain card-submitted">
      <header class="card-head">
        <h2>
          <Tex source={title} />
        </h2>
        <p class="by">
          {authors.length > 0 && <span class="names">{authorsInShort(authors)} </span>}
          <span class="categories">{facts.filter(Boolean).join(" · ")}</span>
        </p>
      </header>
      <p class="summary">
        {abstract ? <Tex source={opening(abstract, 600)} /> : "No abstract came with this paper."}
      </p>
      {!record.identifier && projectUrl && isWebAddress(projectUrl) && (
        <p class="actions">
          <External href={projectUrl}>The page that was read</External>
        </p>
      )}
    </article>
  );
}

function nameOf({ identifier }: PaperRecord): string | undefined {
  const arxiv = identifier && arxivOf(identifier);
  return arxiv ? `arXiv ${arxiv}` : identifier?.replace(/^(doi|openreview):/, "");
}

function dateOf({ submittedAt }: PaperRecord): string | undefined {
  return submittedAt === undefined ? undefined : plainDate(submittedAt.slice(0, 10));
}
