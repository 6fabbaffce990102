// Queries that show what the language can say, for its page of help. A test runs each of them.

export interface ExampleGroup {
  title: string;
  examples: readonly { query: string; says: string }[];
}

export const examples: readonly ExampleGroup[] = [
  {
    title: "Words",
    examples: [
      {
        query: "robot manipulation",
        says: "Papers that hold both words, in title, abstract, authors or identifier.",
      },
      {
        query: '"world model"',
        says: "The two words side by side.",
      },
      {
        query: "diffusion -image",
        says: "The first word without the second. NOT does the same.",
      },
      {
        query: "gripper OR hand",
        says: "Either word. OR, AND, NOT and ANDNOT are written in capitals.",
      },
      {
        query: "poincare β-catenin C++",
        says: "Accents may be left out, Greek letters may be spelled, hyphens too; signs and digits count.",
      },
      {
        query: "LIDAR",
        says: "In capitals the acronym alone; in small letters the acronym and the word.",
      },
      {
        query: "arXiv:2310.07896",
        says: "One paper by its identifier, and those that name it. A DOI or an address will do, too.",
      },
    ],
  },
  {
    title: "Where",
    examples: [
      { query: "ti:transformer", says: "In the title. The long name title: means the same." },
      { query: 'abs:"sample efficiency"', says: "Side by side in the abstract." },
      {
        query: 'au:"Geoffrey Hinton"',
        says: "One author, in whatever order the names are typed.",
      },
      { query: "au:hinton_g", says: "The family name and an initial, as arXiv writes it." },
      { query: "ti:(planning OR search)", says: "What stands before parentheses holds within." },
      { query: "cat:cs.RO", says: "In a category, be it the first or not." },
      { query: "cat:math", says: "In any category of a whole archive." },
      { query: "co:accepted", says: "In the authors’ comment: pages, figures, conferences." },
      { query: "jr:nature", says: "In the reference to the journal." },
      { query: "id:hep-th/9901001", says: "By its identifier, and nothing else." },
      { query: "doi:10.1103/PhysRevLett.116.061102", says: "By its DOI." },
      { query: "source:arxiv", says: "By where it is from: arxiv, doi, openreview or title." },
    ],
  },
  {
    title: "When",
    examples: [
      { query: "after:2025-03", says: "Listed on 1 March 2025 or later: from its first day on." },
      { query: "before:2024", says: "Listed before 1 January 2024." },
      { query: "on:2026-03-27", says: "Listed on that day." },
      { query: "on:2026-W13", says: "Listed within that week, from Monday to Sunday." },
      { query: "after:2025-03 before:2025-06", says: "Listed in March, April or May 2025." },
      { query: "on:today", says: "Listed today; yesterday is understood, too." },
    ],
  },
  {
    title: "What it has",
    examples: [
      { query: "has:code", says: "Its authors name a place where the code is." },
      { query: "has:project", says: "It has a page of its own on the web." },
      { query: "has:votes", says: "Somebody voted for it here." },
      { query: "is:new", says: "In its first version." },
      { query: "is:replacement", says: "A later version came after the first." },
      { query: "-is:withdrawn", says: "Without those that their authors took back." },
    ],
  },
  {
    title: "Your own",
    examples: [
      {
        query: "is:saved",
        says: "What you saved. This and the next are for whoever is signed in.",
      },
      { query: "is:unread sort:date", says: "What you saved and have not read, newest first." },
      { query: "is:read", says: "What you marked as read, saved or not." },
      { query: "tag:to-read", says: "What you saved under this tag." },
      {
        query: "(tag:robots OR tag:planning) -is:read",
        says: "Under either of two tags, without what you have read.",
      },
      { query: "diffusion cat:cs.RO -is:saved", says: "What you have not saved yet." },
    ],
  },
  {
    title: "Votes and order",
    examples: [
      { query: "votes:>10", says: "More than ten votes." },
      { query: "votes:2..5", says: "From two to five votes." },
      {
        query: "robots sort:date",
        says: "Newest first. Relevance is usual where there are words.",
      },
      { query: "after:2026 sort:votes", says: "Most votes first." },
    ],
  },
  {
    title: "Meaning",
    examples: [
      {
        query: "teaching machines to grasp things",
        says: "Plain words find papers that hold them and papers that say the same in others; each says why it is there.",
      },
      {
        query: "teaching machines to grasp things sort:words",
        says: "By words alone, as the search of a library does it.",
      },
      {
        query: "teaching machines to grasp things sort:meaning",
        says: "By meaning alone, whatever the words.",
      },
      {
        query: "similar:2310.07896",
        says: "Papers that are about the same, the most alike first.",
      },
      {
        query: "similar:2310.07896 similar:2303.04137 cat:cs.RO after:2025",
        says: "Like several papers at once, among those that pass the filters.",
      },
    ],
  },
  {
    title: "Together",
    examples: [
      {
        query: "(grasping OR manipulation) cat:cs.RO has:code after:2025",
        says: "All that stands side by side must hold; parentheses keep together what belongs together.",
      },
      {
        query: "grasping OR manipulation -simulation",
        says: "OR joins its two neighbours only: either of the two, and in any case without the third.",
      },
      {
        query: 'au:"Yue Liao" -ti:survey sort:date',
        says: "One author, without surveys, newest first.",
      },
      {
        query: "(cat:cs.CV OR cat:cs.RO) -(driving OR traffic)",
        says: "A minus before parentheses keeps out all that matches within.",
      },
    ],
  },
];
