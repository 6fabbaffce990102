// Code and project pages that authors name in the abstract or the comment.

export interface TextLinks {
  codeUrl?: string;
  projectUrl?: string;
}

const address = /\bhttps?:\/\/[^\s<>"{}|\\^`]{4,300}/gi;
const codeHosts = /^(www\.)?(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)$/;
// Addresses of papers, licences and stores of data say nothing about a project page.
const noProject =
  /(^|\.)(arxiv\.org|doi\.org|creativecommons\.org|wikipedia\.org|youtube\.com|youtu\.be|zenodo\.org|figshare\.com|ieee\.org|acm\.org|springer\.com|sciencedirect\.com)$/;

/** The first code address and the first other address that may be a project page. */
export function linksInText(...texts: (string | null | undefined)[]): TextLinks {
  const links: TextLinks = {};
  for (const text of texts) {
    if (!text || !/https?:/i.test(text)) continue;
    for (const [found] of text.matchAll(address)) {
      const url = URL.parse(trimmed(found));
      if (!url || url.username || !url.hostname.includes(".")) continue;
      if (codeHosts.test(url.hostname) && /^\/[^/]+\/[^/]+/.test(url.pathname)) {
        links.codeUrl ??= url.href;
      } else if (!noProject.test(url.hostname) && !codeHosts.test(url.hostname)) {
        links.projectUrl ??= url.href;
      }
    }
  }
  return links;
}

/** Without the punctuation of the sentence around it, and without a bracket that it did not open. */
function trimmed(found: string): string {
  let end = found.length;
  for (;;) {
    const last = found[end - 1];
    if (last === undefined) break;
    const unopened = last === ")" && !found.slice(0, end).includes("(");
    if (!unopened && !".,;:!?'*]$~".includes(last)) break;
    end--;
  }
  return found.slice(0, end);
}
