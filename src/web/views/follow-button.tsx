// Following something, by a button that names the state it wants. Strangers are led to the way in.
import type { PropsWithChildren } from "hono/jsx";
import type { Followable } from "../../community/follows.ts";
import { links } from "../../links.ts";
import type { Followability } from "../following.ts";
import { Form } from "./form.tsx";

interface FollowButtonProps {
  what: Followable;
  at: Followability;
  /** Where to come back to. */
  back: string;
  class?: string;
  /** What is to be followed, for those who only hear the button. */
  hidden?: string;
}

/** What stands in it is what is followed, or nothing where that is plain from the page. */
export function FollowButton({
  what,
  at,
  back,
  class: look = "",
  hidden,
  children,
}: PropsWithChildren<FollowButtonProps>) {
  const { kind, value, query } = what;
  const isFollowed = at.isFollowed(query);
  const label = (
    <>
      {isFollowed ? "Following" : "Follow"}
      {children && <> {children}</>}
      {hidden && <span class="hidden"> {hidden}</span>}
    </>
  );
  if (at.isStranger) {
    return (
      <a class={`follow ${look}`.trim()} href={links.signIn(back)} rel="nofollow">
        {label}
      </a>
    );
  }
  return (
    <Form class="follow-form" action={links.following}>
      <input type="hidden" name="follow" value={isFollowed ? "0" : "1"} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="value" value={value} />
      <input type="hidden" name="query" value={query} />
      <input type="hidden" name="back" value={back} />
      <button class={`follow ${look}`.trim()} aria-pressed={isFollowed ? "true" : "false"}>
        {label}
      </button>
    </Form>
  );
}
