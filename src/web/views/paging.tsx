// Which part of a list this is, and the way to the others.
import { figure } from "./words.ts";

interface PagingProps {
  page: number;
  pages: number;
  perPage: number;
  total: number;
  /** What the list is of. */
  of?: string;
  address: (page: number) => string;
}

export function Paging({ page, pages, perPage, total, of = "papers", address }: PagingProps) {
  const first = (page - 1) * perPage + 1;
  const last = Math.min(total, page * perPage);
  return (
    <nav class="paging" aria-label="Pages">
      <p>
        {of} {figure(first)} to {figure(last)} of {figure(total)}
      </p>
      {pages > 1 && (
        <ul>
          {page > 1 && (
            <li>
              <a href={address(page - 1)} rel="prev">
                ← Previous
              </a>
            </li>
          )}
          {nearby(page, pages).map((each) =>
            each === undefined ? (
              <li aria-hidden="true">…</li>
            ) : (
              <li>
                <a
                  href={address(each)}
                  aria-current={each === page ? "page" : undefined}
                  aria-label={`Page ${each}`}
                >
                  {figure(each)}
                </a>
              </li>
            ),
          )}
          {page < pages && (
            <li>
              <a href={address(page + 1)} rel="next">
                Next →
              </a>
            </li>
          )}
        </ul>
      )}
    </nav>
  );
}

/** The first, the last and those around this one; `undefined` where some are left out. */
function nearby(page: number, pages: number): (number | undefined)[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((each) => each >= 1 && each <= pages);
  const numbers = [...new Set(wanted)].toSorted((a, b) => a - b);
  return numbers.flatMap((each, index) => {
    const gap = index > 0 && each - numbers[index - 1]! > 1;
    return gap ? [undefined, each] : [each];
  });
}
