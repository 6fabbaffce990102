// The papers of an edition with who brought them, where a reader of this site did.
import { countTalk } from "../community/discussion/talk-counts.ts";
import { listSubmissions, type Submission } from "../community/submissions/submissions.ts";
import type { Entry } from "../editions/standings.ts";
import { listedEntry } from "./hugging-face.ts";
import type { ApiOptions } from "./options.ts";
import { apiPerson } from "./people.ts";

export async function listEntries(db: ApiOptions["db"], entries: readonly Entry[]) {
  const papers = entries.map(({ paper }) => paper.id);
  const submitted = await listSubmissions(db, papers);
  const talk = await countTalk(db, papers);
  return entries.map((entry) => {
    const submission = submitted.get(entry.paper.id);
    return {
      ...listedEntry(entry, talk.get(entry.paper.id)),
      ...(submission && submittedBy(submission)),
    };
  });
}

function submittedBy({ name, handle, reader, day, sentence }: Submission) {
  return {
    submittedBy: apiPerson({ id: reader, name, handle }),
    submitted: { by: name, day, sentence },
  };
}
