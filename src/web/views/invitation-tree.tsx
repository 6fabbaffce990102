// Who came by whom, as lists within lists that fold. A page shows so many; a branch that is cut off
// has a page of its own.
import type { Branch } from "../../community/accounts/invitation-tree.ts";
import { links } from "../../links.ts";
import { dayIn } from "../../papers/period.ts";
import { PlainDate } from "./dates.tsx";
import { count } from "../../papers/words.ts";

const mostOfPage = 500;
const deepest = 6;
/** Deeper ones are folded at first. */
const unfolded = 2;

interface BranchListProps {
  branches: readonly Branch[];
  timeZone: string;
  /** From whom they hang. */
  of?: number;
}

export function BranchList({ branches, timeZone, of }: BranchListProps) {
  const shown = chooseShown(branches);
  return <Twigs branches={branches} shown={shown} depth={1} timeZone={timeZone} of={of} />;
}

/** Level by level, so that what is cut off is far from the root. */
function chooseShown(branches: readonly Branch[]): ReadonlySet<Branch> {
  const shown = new Set<Branch>();
  let level = branches;
  for (let depth = 1; depth <= deepest && level.length > 0; depth++) {
    for (const branch of level.slice(0, mostOfPage - shown.size)) shown.add(branch);
    level = level.flatMap((branch) => (shown.has(branch) ? branch.invited : []));
  }
  return shown;
}

interface TwigsProps {
  branches: readonly Branch[];
  shown: ReadonlySet<Branch>;
  depth: number;
  timeZone: string;
  of: number | undefined;
}

function Twigs({ branches, shown, depth, timeZone, of }: TwigsProps) {
  const seen = branches.filter((branch) => shown.has(branch));
  const hidden = branches.length - seen.length;
  return (
    <ul class="branches">
      {seen.map((branch) => (
        <li>
          {branch.size === 0 ? (
            <Person branch={branch} timeZone={timeZone} />
          ) : (
            <details open={depth < unfolded}>
              <summary>
                <Person branch={branch} timeZone={timeZone} />
              </summary>
              <Twigs
                branches={branch.invited}
                shown={shown}
                depth={depth + 1}
                timeZone={timeZone}
                of={branch.id}
              />
            </details>
          )}
        </li>
      ))}
      {hidden > 0 && (
        <li>
          {of === undefined ? (
            `And ${count(hidden, "more", "more")}.`
          ) : (
            <a href={links.invitationBranch(of)}>
              {seen.length > 0 ? "And " : ""}
              {count(hidden, "more", "more")}
            </a>
          )}
        </li>
      )}
    </ul>
  );
}

function Person({ branch, timeZone }: { branch: Branch; timeZone: string }) {
  const { reader, size } = branch;
  const brought = size > 0 && `brought ${count(size, "person", "people")}`;
  if (!reader) {
    return (
      <>
        A former reader <small>{brought}</small>
      </>
    );
  }
  return (
    <>
      <strong>{reader.name}</strong>{" "}
      <small>
        {reader.role !== "reader" && `${reader.role}, `}
        since <PlainDate day={dayIn(timeZone, new Date(reader.since))} kept />
        {brought && `; ${brought}`}
      </small>
    </>
  );
}

/** Those who came by themselves and brought nobody. */
export function Lone({ many, besides }: { many: number; besides: boolean }) {
  if (many === 0) return null;
  const who = count(many, besides ? "other reader" : "reader");
  return <p>{`${who} came without an invitation and invited nobody.`}</p>;
}
