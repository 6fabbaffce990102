// How much each vote counts when papers are ranked: less while whoever cast it is new here, and less
// the more votes for the same paper came from the same place within an hour. Pure, and told by what
// was so when the vote was cast: what happens later changes no order of a day that is over, but for
// a ban, which takes all weight from the votes of whoever it meets. What a reader says of a paper
// weighs as a vote would that they cast at that moment.

/** What the vote of a visitor counts, or of a reader on the first day. */
export const newcomersVote = 0.5;
/** A reader's vote counts whole after so many days here. */
export const settlingDays = 14;
/** And once they have voted on so many of them. */
export const daysToVoteOn = 3;
/** So many from one place within an hour count as many as they are. */
export const crowdFrom = 5;
export const burstMs = 3_600_000;

const msPerDay = 86_400_000;

/** And so many within a day, which no slow drip gets past. */
export const crowdOfDayFrom = 20;

const crowds = [
  { withinMs: burstMs, from: crowdFrom },
  { withinMs: msPerDay, from: crowdOfDayFrom },
];

/** A vote, and what tells how much it counts. */
export interface Ballot {
  /** The paper's number in the catalogue. */
  paper: number;
  /** ISO 8601. */
  at: string;
  /** Whose it is, where that is no visitor. */
  reader: Seniority | undefined;
  /** The network that it came from, by any name that is the same for all votes from there. */
  network: string | undefined;
}

/** How long and how a reader has been here. */
export interface Seniority {
  id: number;
  /** The owner gave them a role. */
  isTrusted: boolean;
  /** A moderator closed the door to them for good. */
  isBanned: boolean;
  /** When the account was made, ISO 8601. */
  since: string;
  /** The first vote of each of the first days on which they voted, three at most, ISO 8601. */
  firstVotes: readonly string[];
  /** Who stands at the head of their branch of the tree of invitations; they, if nobody else. */
  branch: number;
}

/** Where votes come from: a network, or the branch of the reader with that number. */
export type Place = { kind: "network"; network: string } | { kind: "branch"; branch: number };

/** @param ballots the earliest first. @returns what each counts, 0 to 1, in the same order. */
export function weighBallots(ballots: readonly Ballot[]): number[] {
  const crowding = ballots.map(() => 1);
  for (const { members } of gatherByPlace(ballots)) {
    const times = members.map((index) => Date.parse(ballots[index]!.at));
    for (const { withinMs, from } of crowds) {
      const sizes = crowdSizes(times, withinMs);
      members.forEach((index, n) => {
        crowding[index] = Math.min(crowding[index]!, addedBy(sizes[n]!, from));
      });
    }
  }
  return ballots.map((ballot, index) => weightOf(ballot) * crowding[index]!);
}

/** The votes for one paper that came from one place, by their indices, if there are two or more. */
export function gatherByPlace(
  ballots: readonly Ballot[],
): { paper: number; place: Place; members: number[] }[] {
  const gathered = new Map<string, { paper: number; place: Place; members: number[] }>();
  ballots.forEach((ballot, index) => {
    for (const place of placesOf(ballot)) {
      const where = place.kind === "network" ? place.network : place.branch;
      const key = `${ballot.paper} ${place.kind} ${where}`;
      const known = gathered.get(key);
      if (known) known.members.push(index);
      else gathered.set(key, { paper: ballot.paper, place, members: [index] });
    }
  });
  return [...gathered.values()].filter(({ members }) => members.length > 1);
}

function placesOf({ reader, network }: Ballot): Place[] {
  if (reader?.isTrusted) return [];
  return [
    ...(network === undefined ? [] : [{ kind: "network" as const, network }]),
    ...(reader === undefined ? [] : [{ kind: "branch" as const, branch: reader.branch }]),
  ];
}

/** For each of these moments in milliseconds, how many of them lie in the hour that it ends. */
export function crowdSizes(times: readonly number[], withinMs = burstMs): number[] {
  let first = 0;
  return times.map((time, index) => {
    while (times[first]! <= time - withinMs) first++;
    return index - first + 1;
  });
}

/** What the last of a crowd adds to what it counts together. */
function addedBy(size: number, from: number): number {
  return size <= from ? 1 : countTogether(size, from) - countTogether(size - 1, from);
}

/** A handful counts as many as it is; from there on it is the logarithm that grows. */
export function countTogether(size: number, from = crowdFrom): number {
  return size <= from ? size : from - 1 + Math.log2(size - from + 2);
}

function weightOf({ reader, at }: Ballot): number {
  if (!reader) return newcomersVote;
  if (reader.isBanned) return 0;
  if (reader.isTrusted) return 1;
  const days = (Date.parse(at) - Date.parse(reader.since)) / msPerDay;
  const votedOn = reader.firstVotes.filter((first) => first <= at).length;
  // A vote from before the account was a visitor's.
  const settled = Math.max(0, Math.min(1, days / settlingDays, votedOn / daysToVoteOn));
  return newcomersVote + (1 - newcomersVote) * settled;
}
