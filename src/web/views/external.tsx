// A link to another site. Addresses come from papers, so only http and https are ever followed.
import type { PropsWithChildren } from "hono/jsx";
import { isWebAddress } from "../../papers/web-address.ts";

interface ExternalProps {
  href: string;
  class?: string;
}

export function External({ href, class: name, children }: PropsWithChildren<ExternalProps>) {
  if (!isWebAddress(href)) return <>{children}</>;
  return (
    <a href={href} class={name} rel="noopener nofollow">
      {children}
    </a>
  );
}
