// One paper of Hugging Face's Daily Papers: its record, and what readers there said of it by now. Some
// fields stand beside the paper, some within it, some in both places, and that has changed over time.
import { z } from "zod";
import { parseArxiv } from "../../papers/identifier.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { dayOf, type Day } from "../../papers/period.ts";
import type { Count } from "../../papers/signal.ts";
import { isWebAddress } from "../../papers/web-address.ts";
import { parseMoment } from "../moments.ts";
import { oneLine } from "../../papers/one-line.ts";

export interface FeaturedPaper {
  record: PaperRecord;
  counts: Pick<Count, "kind" | "value">[];
  /** The day on which somebody proposed it, which is the one under which it is featured. */
  proposedOn: Day | undefined;
}

// What is not what it claims to be is left out, and does not cost the paper.
const text = (longest: number) =>
  z.string().max(longest).transform(oneLine).optional().catch(undefined);
const count = z.int().min(0).max(1_000_000_000).optional().catch(undefined);
const moment = z.string().max(60).transform(parseMoment).optional().catch(undefined);
const address = z
  .string()
  .max(2_000)
  .transform((written) => URL.parse(written.trim()))
  .transform((url) => (url && !url.username && isWebAddress(url.href) ? url.href : undefined))
  .optional()
  .catch(undefined);
const names = z
  .array(z.object({ name: text(500) }).catch({ name: undefined }))
  .max(20_000)
  .transform((authors) => authors.flatMap(({ name }) => name || []))
  .optional()
  .catch(undefined);

const said = {
  title: text(4_000),
  summary: text(100_000),
  authors: names,
  publishedAt: moment,
  submittedOnDailyAt: moment,
  upvotes: count,
  numComments: count,
  githubRepo: address,
  githubStars: count,
  projectPage: address,
};
const item = z.object({ ...said, paper: z.object({ id: z.string().max(60), ...said }) });

type Said = z.infer<z.ZodObject<typeof said>>;

/** The paper, or in words why it is none. */
export function parseItem(given: unknown): FeaturedPaper | string {
  const parsed = item.safeParse(given);
  if (!parsed.success) return "An item has no paper with an identifier.";
  const { paper, ...beside } = parsed.data;
  const named = parseArxiv(paper.id.trim());
  if (!named) return `“${paper.id.slice(0, 60)}” is not an arXiv identifier.`;
  const { title, summary, authors, ...rest } = within(paper, beside);
  if (!title) return `${paper.id} has no title that can be read.`;
  return {
    record: {
      identifier: named.identifier,
      title,
      abstract: summary ?? "",
      passedOn: true,
      ...(authors && { authors }),
      ...(paper.publishedAt && { submittedAt: paper.publishedAt.toISOString() }),
      ...(rest.githubRepo && { codeUrl: rest.githubRepo }),
      ...(rest.projectPage && { projectUrl: rest.projectPage }),
    },
    counts: countsOf(rest),
    proposedOn: proposedOn(paper, beside),
  };
}

/** What is said within the paper, or else beside it. */
function within(paper: Said, beside: Said): Said {
  const defined = Object.entries(paper).filter(([, value]) => value !== undefined);
  return { ...beside, ...Object.fromEntries(defined) };
}

function countsOf({ upvotes, numComments, githubStars }: Said): FeaturedPaper["counts"] {
  const counts = [
    ["upvotes", upvotes],
    ["comments", numComments],
    ["stars", githubStars],
  ] as const;
  return counts.flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, value }]));
}

/**
 * Since 2025 a field of its own says it. Before, the moment beside the paper did; by now that one is
 * the paper's own, written some hours early, and no paper is proposed before it is published.
 */
function proposedOn(paper: Said, beside: Said): Day | undefined {
  const { submittedOnDailyAt } = within(paper, beside);
  if (submittedOnDailyAt) return dayOf(submittedOnDailyAt.getTime());
  const [published, shown] = [paper.publishedAt, beside.publishedAt];
  return published && shown && shown > published ? dayOf(shown.getTime()) : undefined;
}
