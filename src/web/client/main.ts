// What the browser adds to pages that work without it.
import { offerCopying } from "./copy.ts";
import { listenToKeys } from "./keys.ts";
import { proposeOwnZone } from "./own-zone.ts";
import { reachScrollers } from "./scrollers.ts";
import { searchAsTyped } from "./search.ts";
import { subscribeInPlace } from "./subscribe.ts";
import { voteInPlace } from "./votes.ts";

voteInPlace();
subscribeInPlace();
proposeOwnZone();
offerCopying();
reachScrollers();
searchAsTyped();
listenToKeys();
