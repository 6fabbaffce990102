// How a person is named wherever they speak, and what one should know of them.
import { formerReader, type Person, type Role } from "../../community/readers.ts";
import { links } from "../../links.ts";

export function Name({ person }: { person: Person | undefined }) {
  if (!person) return <span class="comment-former">{formerReader}</span>;
  return (
    <a class="comment-name" href={links.person(person.handle)}>
      {person.name}
    </a>
  );
}

const roleNames: Partial<Record<Role, string>> = {
  editor: "Editor",
  moderator: "Moderator",
  owner: "Owner",
};

interface PersonMarkProps {
  person: Person | undefined;
  /** Of the paper that this is about. */
  isAuthors: boolean;
}

/** What one should know of whoever speaks. */
export function PersonMark({ person, isAuthors }: PersonMarkProps) {
  const role = person && roleNames[person.role];
  return (
    <>
      {isAuthors && <Mark says="Author" />}
      {role && <Mark says={role} />}
    </>
  );
}

/** The space before it lets a narrow line break there. */
function Mark({ says }: { says: string }) {
  return (
    <>
      {" "}
      <span class="mark-box mark-person">{says}</span>
    </>
  );
}
