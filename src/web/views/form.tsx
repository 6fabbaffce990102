// A form that changes something: it bears the token without which the site believes nothing.
import { createContext, useContext, type JSX, type PropsWithChildren } from "hono/jsx";

/** The token of whoever the page is made for; `renderPage` gives it. */
export const FormToken = createContext("");

export function Form({ children, ...attributes }: PropsWithChildren<JSX.HTMLAttributes>) {
  return (
    <form method="post" {...attributes}>
      <input type="hidden" name="token" value={useContext(FormToken)} />
      {children}
    </form>
  );
}
