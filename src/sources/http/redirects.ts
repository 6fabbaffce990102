// Where a server sends us on to, as far as it may be followed.

/**
 * The address that `location` names, when it is on the same server, or both are arXiv's. Anywhere else
 * has other manners and is nobody's business here. Encryption is never given up on the way.
 */
export function redirectOf(from: URL, location: string | null): URL | undefined {
  const to = location === null ? undefined : URL.parse(location, from);
  if (!to || !/^https?:$/.test(to.protocol)) return undefined;
  if (from.protocol === "https:" && to.protocol !== "https:") return undefined;
  if (to.username || to.password) return undefined;
  return to.host === from.host || (isArxiv(from) && isArxiv(to)) ? to : undefined;
}

function isArxiv({ hostname, port }: URL): boolean {
  return port === "" && (hostname === "arxiv.org" || hostname.endsWith(".arxiv.org"));
}
