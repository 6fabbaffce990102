// How a reader’s claim stands, and the way out of it.
import type { Claim } from "../../community/authorship/claims.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { When } from "./dates.tsx";
import { Form } from "./form.tsx";

interface StandingProps {
  paper: Paper;
  claim: Claim;
  handle: string;
  timeZone: string;
  now: Date;
}

export function ClaimProved({ paper, claim, handle }: StandingProps) {
  return (
    <>
      <p>
        {claim.proof === "editor" ? "An editor of this site says so." : claim.evidence}
        {claim.answer && <> They wrote: “{claim.answer}”</>}
      </p>
      <p>
        What you say under this paper is marked as an author’s, its page says that you are here, and{" "}
        <a href={links.person(handle)}>your page</a> lists it.
      </p>
      <p>
        <a class="button" href={links.discussion(paper.identifier)}>
          To the discussion
        </a>
      </p>
      <GiveUp paper={paper} label="Withdraw this claim" />
    </>
  );
}

export function ClaimAsked({ paper, claim, ...clock }: StandingProps) {
  return (
    <section class="claim-standing" aria-label="Your claim">
      <p>
        <strong>An editor was asked</strong> <When at={claim.at} {...clock} /> whether you are{" "}
        {texToText(claim.author)}. You are told when somebody has decided.
      </p>
      {claim.evidence && <p>{claim.evidence}</p>}
      {claim.sentence && <p>You wrote: “{claim.sentence}”</p>}
      <GiveUp paper={paper} label="Withdraw this claim" />
    </section>
  );
}

export function ClaimDeclined({ claim, ...clock }: Omit<StandingProps, "paper">) {
  return (
    <section class="claim-standing" aria-label="Your claim">
      <p>
        <strong>An editor decided otherwise</strong>{" "}
        {claim.decidedAt && <When at={claim.decidedAt} {...clock} />}
        {claim.answer ? <>: “{claim.answer}”</> : "."} If that is a mistake, claim it once more;
        whatever is found, an editor looks at it again.
      </p>
    </section>
  );
}

function GiveUp({ paper, label }: { paper: Paper; label: string }) {
  return (
    <Form class="claim-give-up" action={links.claim(paper.identifier)}>
      <input type="hidden" name="give-up" value="yes" />
      <button class="link" type="submit">
        {label}
      </button>
    </Form>
  );
}
