// What the browser adds to pages that work without it.
import { voteForCommentsInPlace } from "./comment-votes.ts";
import { offerCopying } from "./copy.ts";
import { writeInPlace } from "./discussion.ts";
import { listenToKeys } from "./keys.ts";
import { readWhatIsOpened } from "./notifications.ts";
import { proposeOwnZone } from "./own-zone.ts";
import { offerPasskeys } from "./passkeys.ts";
import { reachScrollers } from "./scrollers.ts";
import { saveInPlace } from "./saves.ts";
import { searchAsTyped } from "./search.ts";
import { subscribeInPlace } from "./subscribe.ts";
import { voteInPlace } from "./votes.ts";

voteInPlace();
voteForCommentsInPlace();
writeInPlace();
saveInPlace();
readWhatIsOpened();
subscribeInPlace();
proposeOwnZone();
offerCopying();
offerPasskeys();
reachScrollers();
searchAsTyped();
listenToKeys();
