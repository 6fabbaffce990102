// A page that says one thing: what is not there, and what to do.
import type { PropsWithChildren } from "hono/jsx";

interface SentenceProps {
  says: string;
  /** The status, in small. */
  code?: number;
}

export function Sentence({ says, code, children }: PropsWithChildren<SentenceProps>) {
  return (
    <section class="sentence">
      <h1>{says}</h1>
      {children}
      {code !== undefined && <p class="code">{code}</p>}
    </section>
  );
}
