// People in the shape that Hugging Face's clients read: they take the name from `user`.
import { formerReader } from "../community/readers.ts";
import { objectId } from "./hugging-face.ts";

/** Whoever is gone has neither number nor handle. */
export function apiPerson({
  id,
  name,
  handle,
}: {
  id: number | null;
  name: string;
  handle: string | null;
}) {
  return {
    _id: objectId(`reader ${id}`),
    name: handle ?? formerReader,
    user: handle ?? formerReader,
    fullname: name,
    avatarUrl: "",
    type: "user",
    isPro: false,
  };
}
