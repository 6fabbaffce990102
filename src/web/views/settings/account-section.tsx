// Who the reader is: the name that others see, the address, and what letters tell.
import type { PropsWithChildren } from "hono/jsx";
import { longestName } from "../../../community/names.ts";
import type { Reader } from "../../../community/readers.ts";
import { links } from "../../../links.ts";
import { Choice, onOff, Question, Typed, type Refused } from "../choice.tsx";
import { SignInAgain } from "./sign-in-again.tsx";

interface AccountSectionProps {
  reader: Reader;
  saved: string | undefined;
  refused: Refused | undefined;
  /** Whether the reader signed in lately. */
  isFresh: boolean;
  /** Where a letter with a link just went to. */
  letterTo: string | undefined;
}

/** What is within it stands after the address. */
export function AccountSection(props: PropsWithChildren<AccountSectionProps>) {
  const { reader, saved, refused, isFresh, letterTo, children } = props;
  return (
    <section>
      <h2>Your account</h2>
      <Typed
        name="name"
        label="Name"
        means="others see it beside what you bring and say here"
        action={links.settingsName}
        button="Save"
        value={refused?.question === "name" ? refused.typed : reader.name}
        autocomplete="name"
        maxlength={longestName}
        fault={refused?.question === "name" ? refused.fault : undefined}
        saved={saved}
      />
      {isFresh ? (
        <Typed
          name="address"
          label="Mail address"
          means={
            letterTo === undefined ? (
              `${reader.address} now; another one counts once you have opened a letter there`
            ) : (
              <span role="status">
                If {letterTo} can be yours, a letter with a link is on its way there. Until you
                press its button, {reader.address} stays
              </span>
            )
          }
          action={links.settingsAddress}
          button="Send a letter"
          type="email"
          value={refused?.question === "address" ? refused.typed : ""}
          autocomplete="email"
          maxlength={254}
          fault={refused?.question === "address" ? refused.fault : undefined}
          saved={saved}
        />
      ) : (
        <Question name="address" label="Mail address" means={reader.address} saved={saved}>
          <SignInAgain />
        </Question>
      )}
      {children}
      <Choice
        name="notice"
        label="New browsers"
        means={
          reader.settings.signInNotice
            ? "a letter tells you when somebody signs in on a browser that was not here before"
            : "no letter tells you when somebody signs in"
        }
        chosen={reader.settings.signInNotice ? "on" : "off"}
        options={onOff}
        saved={saved}
      />
    </section>
  );
}
