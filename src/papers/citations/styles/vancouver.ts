// Vancouver, as the International Committee of Medical Journal Editors shows it in its samples of
// formatted references. The day of reading, which nobody knows here, is left out.
import { initials, type Author } from "../author.ts";
import { addressOf, type Issued } from "../work.ts";
import { ended, parts, shortRange, type Style } from "./words.ts";

const mostNamed = 6;
const short = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

export const vancouver: Style = (work) => {
  const { title, authors, issued, journal, repository, arxiv, doi } = work;
  const address = addressOf(work);
  const begin = `${authors.length > 0 ? `${ended(authorsIn(authors))} ` : ""}${ended(title)}`;
  if (!journal) {
    const archive = arxiv
      ? `arXiv:${arxiv} [Preprint]. `
      : repository
        ? `${repository} [Preprint]. `
        : "";
    const date = issued ? `${dateIn(issued)}. ` : "";
    return parts(`${begin} ${archive}${date}${address ? `Available from: ${address}` : ""}`.trim());
  }
  const { name, volume = "", issue, pages } = journal;
  const where = `${volume}${issue ? `(${issue})` : ""}${pages ? `:${shortRange(pages, () => 1, "-")}` : ""}`;
  const when = [issued?.year, where].filter(Boolean).join(";");
  return parts(
    `${begin} ${ended(withoutDots(name))} ${when && `${when}. `}${doi ? `doi: ${doi}` : ""}`.trim(),
  );
};

function authorsIn(authors: readonly Author[]): string {
  const names = authors.slice(0, mostNamed).map(nameOf);
  return authors.length > mostNamed ? `${names.join(", ")}, et al.` : names.join(", ");
}

/** `Lindqvist AB Jr`, of two initials at most. */
function nameOf(author: Author): string {
  if ("literal" in author) return author.literal;
  const two = [...initials(author.given, "", "")].slice(0, 2).join("");
  const suffix = author.suffix?.replace(/\.$/, "");
  return [author.family, two, suffix].filter(Boolean).join(" ");
}

/** `J Folding`: abbreviated words have none. */
function withoutDots(name: string): string {
  return name.replaceAll(/\.(?!\d) ?/g, " ").trim();
}

function dateIn({ year, month, day }: Issued): string {
  return [year, month && short[month - 1], day].filter(Boolean).join(" ");
}
