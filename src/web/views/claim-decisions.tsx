// Claims as editors see them: what is asked and what speaks for it, and what they decide.
import type { Child } from "hono/jsx";
import { longestToEditors } from "../../community/authorship/claiming.ts";
import type { ListedClaim } from "../../community/authorship/claims.ts";
import { links } from "../../links.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { Faults } from "../faults.ts";
import { PlainDate, When } from "./dates.tsx";
import { External } from "./external.tsx";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";
import { Tex } from "./tex.tsx";

interface Clock {
  timeZone: string;
  now: Date;
}

/** What was typed for one claim, and what was wrong with it. */
export interface AnswerWords {
  claim: number;
  answer: string;
  fault: string;
}

interface ClaimProps extends Clock {
  claim: ListedClaim;
  words?: AnswerWords | undefined;
}

export function AskedClaim({ claim, words, ...clock }: ClaimProps) {
  const { author, by, evidence, sentence, others, answer } = claim;
  return (
    <li id={`claim-${claim.id}`}>
      <PaperOf claim={claim} />
      <p>
        <a href={links.person(by.handle)}>{by.name}</a> says they are{" "}
        <strong>{texToText(author)}</strong>, <When at={claim.at} {...clock} />.
      </p>
      {sentence && <p class="claim-said">“{sentence}”</p>}
      {evidence && <p>{evidence}</p>}
      {others > 0 && (
        <p>
          <strong>Somebody else is known as this author already.</strong> See further down.
        </p>
      )}
      {claim.decidedAt !== null && (
        <p>
          An editor said no before, <When at={claim.decidedAt} {...clock} />
          {answer ? <>: “{answer}”</> : "."}
        </p>
      )}
      <AboutReader claim={claim} />
      <AnswerForm
        claim={claim}
        words={words}
        label="Your answer"
        hint="They read it. To decline, say why."
      >
        <button class="button button-main" type="submit" name="decision" value="accept">
          Accept
        </button>
        <button class="button" type="submit" name="decision" value="decline">
          Decline
        </button>
      </AnswerForm>
    </li>
  );
}

export function ProvedClaim({ claim, words, ...clock }: ClaimProps) {
  const { author, by, evidence, decidedAt, proof, decider, answer } = claim;
  return (
    <li id={`claim-${claim.id}`}>
      <PaperOf claim={claim} />
      <p>
        <a href={links.person(by.handle)}>{by.name}</a> is <strong>{texToText(author)}</strong>
        {decidedAt && (
          <>
            , since <PlainMoment at={decidedAt} />
          </>
        )}
        . {evidence} {proof === "editor" && `${decider ?? "An editor"} says so.`}
        {answer && ` “${answer}”`}
      </p>
      <AboutReader claim={claim} />
      <details open={words !== undefined}>
        <summary>Withdraw it</summary>
        <AnswerForm claim={claim} words={words} label="Why" hint="They read it." {...clock}>
          <button class="button" type="submit" name="decision" value="withdraw">
            Withdraw it
          </button>
        </AnswerForm>
      </details>
    </li>
  );
}

export function DeclinedClaim({ claim, ...clock }: Omit<ClaimProps, "words">) {
  const { author, by, decidedAt, decider, answer } = claim;
  return (
    <li>
      <PaperOf claim={claim} />
      <p>
        <a href={links.person(by.handle)}>{by.name}</a> is not known as {texToText(author)}:{" "}
        {decider ?? "somebody"} decided so {decidedAt && <When at={decidedAt} {...clock} />}
        {answer ? <>: “{answer}”</> : "."}
      </p>
    </li>
  );
}

function PlainMoment({ at }: { at: string }) {
  return <PlainDate day={at.slice(0, 10)} />;
}

function PaperOf({ claim: { identifier, title } }: { claim: ListedClaim }) {
  return (
    <h3>
      <a class="title" href={links.paper(identifier)}>
        <Tex source={title} />
      </a>
    </h3>
  );
}

/** Of their address nothing but where it is. */
function AboutReader({ claim: { by, domain, since, orcid } }: { claim: ListedClaim }) {
  return (
    <p class="small">
      @{by.handle} · an address at {domain} · here since <PlainMoment at={since} />
      {orcid && (
        <>
          {" · "}
          <External href={links.orcidAt(orcid)}>ORCID {orcid}</External>
        </>
      )}
    </p>
  );
}

interface AnswerFormProps {
  claim: ListedClaim;
  words: AnswerWords | undefined;
  label: string;
  hint: string;
  children: Child;
}

function AnswerForm({ claim: { id }, words, label, hint, children }: AnswerFormProps) {
  return (
    <Form class="fields claim-answer" action={links.moderationClaims}>
      <input type="hidden" name="claim" value={String(id)} />
      <Field
        id={`answer-${id}`}
        name="answer"
        label={label}
        hint={hint}
        value={words?.answer ?? ""}
        error={words?.fault}
        maxlength={longestToEditors}
        autocomplete="off"
      />
      <p class="claim-buttons">{children}</p>
    </Form>
  );
}

/** An editor says it of a reader, unasked. */
export interface GivenWords {
  paper: string;
  handle: string;
  author: string;
  answer: string;
  faults: Faults<"paper" | "handle" | "author">;
}

export function GiveForm({ words }: { words: GivenWords | undefined }) {
  const faults = words?.faults ?? {};
  return (
    <Form class="fields" action={links.moderationClaims}>
      <input type="hidden" name="decision" value="give" />
      <Field
        name="paper"
        label="The paper"
        hint="Its identifier or address, such as 2310.07896"
        value={words?.paper}
        error={faults.paper}
        maxlength={300}
        autocomplete="off"
        required
      />
      <Field
        name="handle"
        label="The reader’s handle"
        value={words?.handle}
        error={faults.handle}
        maxlength={60}
        autocomplete="off"
        required
      />
      <Field
        name="author"
        label="Which author they are"
        hint="As the paper writes it; left empty, the author whose name is like theirs."
        value={words?.author}
        error={faults.author}
        maxlength={300}
        autocomplete="off"
      />
      <Field
        name="answer"
        label="A word to them"
        hint="If you like."
        value={words?.answer}
        maxlength={longestToEditors}
        autocomplete="off"
      />
      <button class="button" type="submit">
        Make it known
      </button>
    </Form>
  );
}
