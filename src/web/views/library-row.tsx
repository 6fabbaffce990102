// A saved paper as a row: unread in bold, read in regular; with a box to tick, what is kept of it, and
// the form that changes note and tags.
import type { ShelfRow } from "../../community/library/shelf.ts";
import { links } from "../../links.ts";
import { dayIn } from "../../papers/period.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { PlainDate } from "./dates.tsx";
import { KeepingForm } from "./keeping.tsx";
import { UnapiId } from "./unapi-id.tsx";
import { TagList } from "./tag-list.tsx";
import { Tex } from "./tex.tsx";
import { authorsInShort } from "../../papers/words.ts";

/** The form of the boxes, which stands below the rows. */
export const tickForm = "ticked";

interface LibraryRowProps {
  row: ShelfRow;
  ticked: boolean;
  timeZone: string;
  back: string;
}

export function LibraryRow({ row, ticked, timeZone, back }: LibraryRowProps) {
  const { id, identifier, title, authors, readAt, note, tags } = row;
  const isBare = note === "" && tags.length === 0;
  return (
    <li class={readAt === null ? "shelf-row unread" : "shelf-row"} data-card>
      <label class="tick">
        <input type="checkbox" name="paper" value={id} form={tickForm} checked={ticked} />
        <span class="hidden">{texToText(title)}</span>
      </label>
      <div class="shelf-paper">
        <UnapiId identifier={identifier} />
        <h2>
          <a class="title" href={links.paper(identifier)} data-open>
            <Tex source={title} />
          </a>
        </h2>
        <div class="shelf-by">
          <span>{authorsInShort(authors)}</span>
          <TagList tags={tags} />
        </div>
        {note !== "" && <p class="own-note">{note}</p>}
        <details>
          <summary>{isBare ? "Note and tags" : "Change"}</summary>
          <KeepingForm identifier={identifier} kept={row} id={`-${id}`} back={back} />
        </details>
      </div>
      <p class="shelf-state">
        {readAt === null ? (
          "unread"
        ) : (
          <>
            read <PlainDate day={dayIn(timeZone, new Date(readAt))} />
          </>
        )}
      </p>
    </li>
  );
}
