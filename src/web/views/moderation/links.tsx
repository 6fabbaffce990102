// The pages of those who keep the place civil, beside one another.
import { may, type Reader } from "../../../community/readers.ts";
import { links } from "../../../links.ts";
import { figure } from "../../../papers/words.ts";

type Place = "queue" | "log" | "words" | "claims" | "votes";

interface ModerationLinksProps {
  here: Place | undefined;
  reader: Reader;
  /** How many comments wait. */
  waiting?: number | undefined;
  /** How many claims of authors do. */
  claims?: number | undefined;
}

export function ModerationLinks({ here, reader, waiting = 0, claims = 0 }: ModerationLinksProps) {
  const isModerator = may(reader, "moderate");
  const places: [place: Place, href: string, name: string][] = [
    ...(isModerator
      ? ([["queue", links.moderation, waiting > 0 ? `Queue ${figure(waiting)}` : "Queue"]] as const)
      : []),
    ["log", links.moderationLog, "Log"],
    ...(isModerator ? ([["words", links.moderationWords, "Words"]] as const) : []),
    ["claims", links.moderationClaims, claims > 0 ? `Claims ${figure(claims)}` : "Claims"],
    ...(isModerator ? ([["votes", links.moderationVotes, "Votes"]] as const) : []),
  ].map((place) => [...place] as [Place, string, string]);
  return (
    <nav class="moderation-links" aria-label="Moderation">
      <ul>
        {places.map(([place, href, name]) => (
          <li>
            <a href={href} aria-current={place === here ? "page" : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
