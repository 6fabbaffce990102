import type { Edition } from "../../editions/edition.ts";
import { links } from "../../links.ts";
import { Paging } from "./paging.tsx";

/** The pages of an edition, of the whole of it or of a section's part. */
export function EditionPaging({
  edition,
  perPage,
  address,
}: {
  edition: Edition;
  perPage: number;
  /** What becomes of a page's address. */
  address: (own: string) => string;
}) {
  const { period, section, page, pages, total } = edition;
  if (total === 0) return null;
  return (
    <Paging
      page={page}
      pages={pages}
      perPage={perPage}
      total={total}
      address={(each) => address(links.edition(period, { section: section?.address, page: each }))}
    />
  );
}
