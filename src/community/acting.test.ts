import { expect, test } from "vitest";
import { TooMany } from "../errors.ts";
import type { Acting } from "./acting.ts";
import { voteForComment } from "./discussion/comment-votes.ts";
import { editComment, writeComment } from "./discussion/commenting.ts";
import { follow, unfollow } from "./follows.ts";
import {
  addTags,
  annotate,
  keepPapers,
  keepWithMore,
  markRead,
  removePapers,
  removeTags,
} from "./library/library.ts";
import { addMute, removeMute } from "./mutes.ts";
import { followPaper, unfollowPaper } from "./notifications/follow-paper.ts";
import { mutePerson, muteThread } from "./notifications/muting.ts";
import { saveAbout } from "./people/profile.ts";
import type { RateLimits } from "./rate-limits.ts";
import { voteAsVisitor, voteForPaper } from "./votes/voting.ts";

/** Whoever acts has reached every limit, and there is nothing to write to. */
const spent: Acting = {
  db: undefined as never,
  limits: new Proxy({} as RateLimits, {
    get: (_, limit) => async () => {
      throw new TooMany(String(limit), 60);
    },
  }),
  clock: () => new Date(),
};

const [reader, paper, network] = [1, 1, "a network"];
const own = { reader, papers: [paper] };
const vote = { paper, up: true, network };
const mute = { reader, kind: "word", value: "gulls" } as const;

test.each<[limit: keyof RateLimits, act: string, act: () => Promise<unknown>]>([
  ["comment", "writeComment", () => writeComment(spent, { paper, reader, source: "So?" })],
  ["comment", "editComment", () => editComment(spent, { comment: 1, reader, source: "So?" })],
  ["comment", "saveAbout", () => saveAbout(spent, { reader, about: "" })],
  ["commentVote", "voteForComment", () => voteForComment(spent, { comment: 1, reader, up: true })],
  ["vote", "voteForPaper", () => voteForPaper(spent, { reader, ...vote })],
  ["vote", "voteAsVisitor", () => voteAsVisitor(spent, { visitor: undefined, nameVisitor: () => "v", from: network, ...vote })],
  ["follow", "follow", () => follow(spent, { reader, kind: "word", value: "gulls", query: "gulls" })],
  ["follow", "unfollow", () => unfollow(spent, { reader, query: "gulls" })],
  ["follow", "followPaper", () => followPaper(spent, { reader, paper })],
  ["follow", "unfollowPaper", () => unfollowPaper(spent, { reader, paper })],
  ["follow", "muteThread", () => muteThread(spent, { reader, root: 1, mute: true })],
  ["follow", "mutePerson", () => mutePerson(spent, { reader, person: 2, mute: true })],
  ["library", "addMute", () => addMute(spent, mute)],
  ["library", "removeMute", () => removeMute(spent, mute)],
  ["library", "keepPapers", () => keepPapers(spent, own)],
  ["library", "removePapers", () => removePapers(spent, own)],
  ["library", "markRead", () => markRead(spent, { ...own, read: true })],
  ["library", "annotate", () => annotate(spent, { reader, paper })],
  ["library", "keepWithMore", () => keepWithMore(spent, { reader, paper, note: "", tags: [] })],
  ["library", "addTags", () => addTags(spent, { ...own, tags: [] })],
  ["library", "removeTags", () => removeTags(spent, { ...own, tags: [] })],
])("the limit %s holds for %s, whichever door it is asked through", async (limit, _, act) => {
  await expect(act()).rejects.toThrow(new TooMany(limit, 60));
}); // prettier-ignore
