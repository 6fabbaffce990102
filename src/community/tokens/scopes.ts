// What a token may be good for. To read is what its reader sees; the rest is what they may do.
export const scopes = {
  read: "See what you see: on a private site its pages, and your own lists.",
  library: "Save papers, mark them read, write your notes and tags, and choose what you follow.",
  votes: "Vote for papers and comments.",
  comments: "Write comments, and edit and delete your own.",
  submissions: "Bring papers to this site, and say which are your own.",
} as const;

export type Scope = keyof typeof scopes;

export const scopeNames = Object.keys(scopes) as readonly Scope[];
