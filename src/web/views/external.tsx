// A link to another site. Addresses come from papers, so only http and https are ever followed.
import type { PropsWithChildren } from "hono/jsx";

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

export function isWebAddress(address: string | null): address is string {
  const protocol = address === null ? undefined : URL.parse(address)?.protocol;
  return protocol === "https:" || protocol === "http:";
}
