// What a list leaves out for the reader who asks, as the pages do.
import { howMany } from "./values.ts";

export const hidden = howMany.meta({
  description:
    "How many are left out because the reader who asks hides them: by a token that may read, or a session.",
});
