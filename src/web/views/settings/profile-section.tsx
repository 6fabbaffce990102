// What others find on the reader's page: the handle, what the reader tells, and the votes if they wish.
import { longestHandle } from "../../../community/handles.ts";
import { longestAbout, type Profile } from "../../../community/people/profile.ts";
import { links } from "../../../links.ts";
import { Choice, onOff, Question, Typed, type Refused } from "../choice.tsx";
import { FieldError } from "../field.tsx";
import { Form } from "../form.tsx";

interface ProfileSectionProps {
  profile: Profile;
  saved: string | undefined;
  refused: Refused | undefined;
}

export function ProfileSection({ profile, saved, refused }: ProfileSectionProps) {
  const { handle, showsVotes } = profile;
  const ofHandle = refused?.question === "handle" ? refused : undefined;
  return (
    <section>
      <h2>Your page</h2>
      <Typed
        name="handle"
        label="Handle"
        means={
          <>
            others mention you as @{handle}, and <a href={links.person(handle)}>your page</a> is
            there; earlier handles go on leading to it
          </>
        }
        action={links.settingsProfile}
        button="Save"
        value={ofHandle?.typed ?? handle}
        autocomplete="username"
        maxlength={longestHandle + 1}
        fault={ofHandle?.fault}
        saved={saved}
      />
      <About
        about={profile.about}
        refused={refused?.question === "about" ? refused : undefined}
        saved={saved}
      />
      <Question
        name="orcid"
        label="ORCID iD"
        means={
          profile.orcid === null
            ? "once it is proved, your page shows it, and papers that your record lists are claimed with one press"
            : `${profile.orcid} is proved to be yours, and your page shows it`
        }
        saved={saved}
      >
        <a class="button" href={links.settingsOrcid}>
          {profile.orcid === null ? "Prove it" : "See it"}
        </a>
      </Question>
      <Choice
        name="votes"
        label="Show the papers that I vote for"
        means={
          showsVotes
            ? "everybody sees them on your page"
            : "nobody sees which papers you vote for, only how many votes a paper has"
        }
        chosen={showsVotes ? "on" : "off"}
        options={onOff}
        saved={saved}
      />
    </section>
  );
}

interface AboutProps {
  about: string;
  refused: Refused | undefined;
  saved: string | undefined;
}

function About({ about, refused, saved }: AboutProps) {
  return (
    <Question
      name="about"
      label="About you"
      means={`what you work on, where to find you; everybody can read it. Markdown and $TeX$, ${longestAbout} characters`}
      saved={saved}
    >
      <Form class="about-form" action={links.settingsProfile}>
        <textarea
          id="about-field"
          name="about"
          rows={5}
          // A browser counts a line end as two, so the server alone counts exactly.
          maxlength={2 * longestAbout}
          aria-label="About you"
          aria-invalid={refused ? "true" : undefined}
          aria-describedby={refused ? "about-field-error" : undefined}
        >
          {refused?.typed ?? about}
        </textarea>
        {refused && <FieldError id="about-field" says={refused.fault} />}
        <button class="button" type="submit">
          Save
        </button>
      </Form>
    </Question>
  );
}
