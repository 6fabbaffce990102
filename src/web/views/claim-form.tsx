// Which of the authors one is, and how that is to be proved.
import type { Child, PropsWithChildren } from "hono/jsx";
import { longestToEditors, type Proof } from "../../community/authorship/claiming.ts";
import type { Searched } from "../../community/authorship/proofs.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { Faults } from "../faults.ts";
import { OrcidSteps } from "./claim-orcid.tsx";
import { FieldError } from "./field.tsx";
import { Form } from "./form.tsx";
import { count } from "../../papers/words.ts";

/** What was chosen and typed, and what came of it. */
export interface ClaimWords {
  author: string | undefined;
  proof: Proof;
  orcid: string;
  sentence: string;
  faults: Faults<"author" | "address" | "orcid" | "editor">;
  /** Where it was looked, without finding what would prove it. */
  looked: readonly Searched[];
}

interface ClaimFormProps {
  paper: Paper;
  words: ClaimWords;
  address: string;
  /** The reader's iD, if it is proved. */
  orcid: string | undefined;
  orcidLink: string;
}

export function ClaimForm({ paper, words, address, orcid, orcidLink }: ClaimFormProps) {
  const { faults, looked, proof } = words;
  const hasLooked = (own: Proof) => (proof === own && looked.length > 0 ? looked : undefined);
  return (
    <Form class="claim-form" action={links.claim(paper.identifier)}>
      <WhichAuthor paper={paper} author={words.author} fault={faults.author} />
      <fieldset class="claim-proofs">
        <legend>How can it be proved?</legend>
        <Way
          value="address"
          chosen={proof}
          label="By my address"
          fault={faults.address}
          looked={hasLooked("address")}
        >
          <p>
            The abstract, the authors’ comment, and the paper’s page at arXiv or its publisher are
            searched for <strong class="claim-address">{address}</strong>. Nobody sees the address.
          </p>
        </Way>
        <Way
          value="orcid"
          chosen={proof}
          label="By my ORCID iD"
          fault={orcid === undefined ? undefined : faults.orcid}
          looked={hasLooked("orcid")}
        >
          <p>
            It counts if Crossref or DataCite list the paper in your record, or if the paper’s page
            names your iD. A paper that you put there yourself goes to an editor.
          </p>
          {orcid === undefined ? (
            <OrcidSteps link={orcidLink} typed={words.orcid} fault={faults.orcid} />
          ) : (
            <p>
              <strong>{orcid}</strong> is proved to be yours, so there is nothing to type.
            </p>
          )}
        </Way>
        <Way value="editor" chosen={proof} label="By an editor’s word">
          <p class="field">
            <label for="sentence">What speaks for it? An editor of this site reads it</label>
            <textarea
              id="sentence"
              name="sentence"
              rows={3}
              maxlength={longestToEditors}
              aria-describedby={faults.editor ? "sentence-hint sentence-error" : "sentence-hint"}
              aria-invalid={faults.editor ? "true" : undefined}
            >
              {words.sentence}
            </textarea>
            <span class="field-hint" id="sentence-hint">
              For instance your page at the university, which names the paper.
            </span>
            {faults.editor && <FieldError id="sentence" says={faults.editor} />}
          </p>
        </Way>
      </fieldset>
      <button class="button button-main" type="submit">
        Claim this paper
      </button>
    </Form>
  );
}

// A collaboration has thousands.
const mostInSight = 40;

function WhichAuthor({
  paper: { authors },
  author,
  fault,
}: {
  paper: Paper;
  author: string | undefined;
  fault: string | undefined;
}) {
  const names = [...new Set(authors)];
  const error = fault && <FieldError id="author" says={fault} />;
  if (names.length > mostInSight) {
    return (
      <p class="field">
        <label for="author">Which of the authors are you?</label>
        <select
          id="author"
          name="author"
          required
          aria-describedby={fault && "author-error"}
          aria-invalid={fault && "true"}
        >
          <option value="">Choose yourself</option>
          {names.map((name) => (
            <option value={name} selected={name === author}>
              {texToText(name)}
            </option>
          ))}
        </select>
        {error}
      </p>
    );
  }
  return (
    <fieldset class="claim-authors" aria-describedby={fault && "author-error"}>
      <legend>Which of the authors are you?</legend>
      <div class="claim-names">
        {names.map((name, index) => (
          <label>
            <input
              type="radio"
              name="author"
              value={name}
              checked={name === author}
              required
              aria-invalid={fault && index === 0 ? "true" : undefined}
            />
            <span>{texToText(name)}</span>
          </label>
        ))}
      </div>
      {error}
    </fieldset>
  );
}

interface WayProps {
  value: Proof;
  chosen: Proof;
  label: Child;
  fault?: string | undefined;
  looked?: readonly Searched[] | undefined;
}

function Way({ value, chosen, label, fault, looked, children }: PropsWithChildren<WayProps>) {
  return (
    <div class="claim-way">
      <label>
        <input type="radio" name="proof" value={value} checked={value === chosen} />
        <strong>{label}</strong>
      </label>
      <div class="claim-more">
        {fault && (
          <p class="error" role="alert">
            <strong aria-hidden="true">!</strong> {fault}
          </p>
        )}
        {looked && <Looked looked={looked} />}
        {children}
      </div>
    </div>
  );
}

/** What was looked at; how many addresses stand there, and none of them. */
function Looked({ looked }: { looked: readonly Searched[] }) {
  return (
    <ul class="claim-looked">
      {looked.map(({ where, addresses, fault }) => (
        <li>{fault ?? `Looked at ${where}${addressesSay(addresses)}.`}</li>
      ))}
    </ul>
  );
}

function addressesSay(addresses: number): string {
  if (addresses === 0) return "";
  return addresses === 1
    ? ": one address, and it is not yours"
    : `: ${count(addresses, "address", "addresses")}, none of them yours`;
}
