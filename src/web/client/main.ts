// What the browser adds to pages that work without it.
import { offerCopying } from "./copy.ts";
import { listenToKeys } from "./keys.ts";
import { proposeOwnZone } from "./own-zone.ts";
import { offerPasskeys } from "./passkeys.ts";
import { reachScrollers } from "./scrollers.ts";
import { saveInPlace } from "./saves.ts";
import { searchAsTyped } from "./search.ts";
import { subscribeInPlace } from "./subscribe.ts";
import { voteInPlace } from "./votes.ts";

voteInPlace();
saveInPlace();
subscribeInPlace();
proposeOwnZone();
offerCopying();
offerPasskeys();
reachScrollers();
searchAsTyped();
listenToKeys();
