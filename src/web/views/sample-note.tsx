// What a fresh instance says above its sample: what it is, and how gathering goes meanwhile.
import type { Child } from "hono/jsx";
import type { FreshStart } from "../../editions/fresh-start.ts";
import { links } from "../../links.ts";
import { When } from "./dates.tsx";
import { figure } from "../../papers/words.ts";

interface SampleNoteProps {
  /** How gathering goes; nothing while there is nothing to say. */
  start: FreshStart | undefined;
  /** What stands below is the sample. */
  sample: boolean;
  timeZone: string;
  now: Date;
  nextTry: Date | undefined;
}

export function SampleNote({ start, sample, timeZone, now, nextTry }: SampleNoteProps) {
  if (start?.state === "gathering") return <Gathering start={start} sample={sample} />;
  if (start) {
    return (
      <Note sample={sample}>
        <p>
          {whatWentWrong(start, <When timeZone={timeZone} at={start.at} now={now} />)}{" "}
          {start.outcome === "refused" ? (
            <>
              Nothing is asked until you say so: <code>npm run broadsheet -- harvest --resume</code>
            </>
          ) : (
            nextTry && (
              <>
                It is asked again <When timeZone={timeZone} at={nextTry} now={now} />.{" "}
              </>
            )
          )}
          {sample && "Meanwhile this is a sample, so that you can look around. "}
          <a href={links.status}>Status</a>
        </p>
      </Note>
    );
  }
  return (
    <Note sample>
      <p>
        This is a sample, so that you can look around. It leaves as soon as papers of your own
        arrive:
      </p>
      <pre tabindex={0}>npm run broadsheet -- import FILE</pre>
    </Note>
  );
}

function Gathering({
  start: { progress, papers },
  sample,
}: {
  start: FreshStart & { state: "gathering" };
  sample: boolean;
}) {
  return (
    <Note sample={sample}>
      <div class="gathering" role="status">
        <p>
          {papers
            ? `Gathering the newest announcement from arXiv: ${figure(papers.done)} of ${figure(papers.total)}.`
            : `${progress ?? "Asking arXiv for the newest announcement"}.`}
        </p>
        <svg width="100%" height="4" aria-hidden="true">
          <rect class="track" width="100%" height="4" />
          <rect
            class="fill"
            width={`${papers ? ((100 * papers.done) / papers.total).toFixed(2) : 0}%`}
            height="4"
          />
        </svg>
        <p class="small">
          {sample
            ? "What stands below is a sample until the first papers are here. "
            : "Papers appear as they arrive, each in its place. "}
          This page renews itself meanwhile.
        </p>
      </div>
    </Note>
  );
}

function Note({ sample, children }: { sample: boolean; children: Child }) {
  return (
    <aside class="note" aria-label={sample ? "About the sample" : "How gathering goes"}>
      {sample && <span class="mark-box">Sample</span>}
      {children}
    </aside>
  );
}

function whatWentWrong({ outcome, reason }: FreshStart & { state: "failed" }, when: Child): Child {
  if (outcome === "unreachable") return <>arXiv could not be reached {when}.</>;
  if (outcome === "refused") return <>arXiv refused us {when}.</>;
  return reason;
}
