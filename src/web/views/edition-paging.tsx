import type { Edition } from "../../editions/edition.ts";
import { links } from "../../links.ts";
import { Paging } from "./paging.tsx";

/** The pages of an edition, of the whole of it or of a section's part. */
export function EditionPaging({ edition, perPage }: { edition: Edition; perPage: number }) {
  const { period, section, page, pages, total } = edition;
  return (
    <Paging
      page={page}
      pages={pages}
      perPage={perPage}
      total={total}
      address={(each) => links.edition(period, { section: section?.address, page: each })}
    />
  );
}
