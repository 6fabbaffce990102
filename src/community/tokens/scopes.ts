// What a token may be good for. To read is what its reader sees; the rest is what they may do.
export const scopes = {
  read: {
    name: "Read",
    inShort: "see what you see",
    means: "See what you see: on a private site its pages, and your own lists.",
  },
  library: {
    name: "Library",
    inShort: "keep your library",
    means:
      "Save papers, mark them read, see and write your notes and tags, and choose what you follow.",
  },
  votes: {
    name: "Votes",
    inShort: "vote",
    means: "Vote for papers and comments.",
  },
  comments: {
    name: "Comments",
    inShort: "write comments",
    means: "Write comments, and edit and delete your own.",
  },
  submissions: {
    name: "Submissions",
    inShort: "bring papers",
    means: "Bring papers to this site, and say which are your own.",
  },
} as const;

export type Scope = keyof typeof scopes;

export const scopeNames = Object.keys(scopes) as readonly Scope[];
