// The papers of an edition with who brought them, where a reader of this site did.
import { listSubmissions, type Submission } from "../community/submissions/submissions.ts";
import type { Entry } from "../editions/standings.ts";
import { listedEntry, objectId } from "./hugging-face.ts";
import type { ApiOptions } from "./options.ts";

export async function listEntries(db: ApiOptions["db"], entries: readonly Entry[]) {
  const submitted = await listSubmissions(
    db,
    entries.map(({ paper }) => paper.id),
  );
  return entries.map((entry) => {
    const submission = submitted.get(entry.paper.id);
    return { ...listedEntry(entry), ...(submission && submittedBy(submission)) };
  });
}

/** Their clients take the name from `user`; here readers have a name, and no page of their own. */
function submittedBy({ name, reader, day, sentence }: Submission) {
  return {
    submittedBy: {
      _id: objectId(`reader ${reader}`),
      name,
      user: name,
      fullname: name,
      avatarUrl: "",
      type: "user",
      isPro: false,
    },
    submitted: { by: name, day, sentence },
  };
}
