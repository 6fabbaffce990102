// What comes to the reader's address by mail, and where that is changed, paused and ended.
import type { Reader } from "../../../community/readers.ts";
import { signLink } from "../../../email/subscriptions/link-tokens.ts";
import { bringsFollowing } from "../../../email/subscriptions/own-subscription.ts";
import type { Subscription } from "../../../email/subscriptions/subscription.ts";
import { rhythm } from "../../../email/subscriptions/wish.ts";
import { links } from "../../../links.ts";
import type { Web } from "../../context.ts";
import { Question } from "../choice.tsx";
import { followAccount } from "../follow.ts";
import { pausedLine } from "../subscription-parts.tsx";

interface LettersProps {
  web: Pick<Web, "config" | "clock" | "secret">;
  reader: Reader;
  subscription: Subscription | undefined;
  /** Mail to the address came back, or is not wanted. */
  isSuppressed: boolean;
}

export function Letters({ web, reader, subscription, isSuppressed }: LettersProps) {
  if (subscription?.status !== "confirmed") {
    return (
      <Question
        name="letters"
        label="Letters"
        means={
          subscription?.status === "pending"
            ? `none yet; they begin when you press the button in the letter to ${reader.address}`
            : "none"
        }
      >
        <p class="letters-links">
          <a href={followAccount}>
            {subscription?.status === "pending" ? "Ask again" : "Get them"}
          </a>
        </p>
      </Question>
    );
  }
  const { DIGEST_AT, TIME_ZONE } = web.config;
  const usual = { hour: DIGEST_AT.hour * 60 + DIGEST_AT.minute, timeZone: TIME_ZONE };
  const manage = links.subscription(signLink(web.secret, "manage", subscription));
  const { pausedUntil } = subscription;
  const first = bringsFollowing(subscription) ? "; what you follow stands first" : "";
  const means = [
    rhythm(subscription.wish, usual) + first,
    pausedUntil === undefined ? undefined : pausedLine(pausedUntil, web).replace(/\.$/, ""),
    isSuppressed
      ? "Mail to your address does not get through, so none is sent at present"
      : undefined,
  ];
  return (
    <Question
      name="letters"
      label="Letters"
      means={means.filter((each) => each !== undefined).join(". ")}
    >
      <p class="letters-links">
        <a href={manage}>Change</a>
        <a href={`${manage}#pause`}>{pausedUntil === undefined ? "Pause" : "Go on"}</a>
        <a href={links.unsubscribe(signLink(web.secret, "unsubscribe", subscription))}>Leave</a>
      </p>
    </Question>
  );
}
