// Which part of a list this is, and the way to the others.
import { capital } from "../../papers/capital.ts";
import { figure } from "../../papers/words.ts";

interface PagingProps {
  page: number;
  pages: number;
  address: (page: number) => string;
  /** Left out where a page holds now more, now fewer. */
  perPage?: number;
  total?: number;
  /** What the list is of. */
  of?: string;
  /** Its own, where it stands both above and below. */
  name?: string;
}

export function Paging(props: PagingProps) {
  const { page, pages, perPage, total, of = "papers", name = "Pages", address } = props;
  if (pages <= 1) return null;
  return (
    <nav class="paging" aria-label={name}>
      <p>
        {perPage === undefined || total === undefined
          ? `Page ${figure(page)} of ${figure(pages)}`
          : `${capital(of)} ${figure((page - 1) * perPage + 1)} to ${figure(Math.min(total, page * perPage))} of ${figure(total)}`}
      </p>
      <ul>
        {page > 1 && <Previous href={address(page - 1)} />}
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
        {page < pages && <Next href={address(page + 1)} />}
      </ul>
    </nav>
  );
}

interface EndlessPagingProps {
  /** Where there is something newer, and older. */
  first: string | undefined;
  next: string | undefined;
}

/** Of a list that grows at its beginning, and so has no numbered pages. */
export function EndlessPaging({ first, next }: EndlessPagingProps) {
  if (first === undefined && next === undefined) return null;
  return (
    <nav class="paging" aria-label="Pages">
      <ul>
        {first !== undefined && (
          <li>
            <a href={first}>← First</a>
          </li>
        )}
        {next !== undefined && <Next href={next} />}
      </ul>
    </nav>
  );
}

function Previous({ href }: { href: string }) {
  return (
    <li>
      <a href={href} rel="prev">
        ← Previous
      </a>
    </li>
  );
}

function Next({ href }: { href: string }) {
  return (
    <li>
      <a href={href} rel="next">
        Next →
      </a>
    </li>
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
