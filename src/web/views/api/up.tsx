// The way back from the end of a long route or shape.

/** Where the page lists what there are routes about. */
export const subjectsId = "subjects";

export function ApiUp({ to, name }: { to: string; name: string }) {
  return (
    <p class="api-up">
      <a href={`#${to}`}>Up to {name}</a> <a href={`#${subjectsId}`}>Up to all subjects</a>
    </p>
  );
}
