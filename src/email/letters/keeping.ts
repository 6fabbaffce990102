/** Gives what was made by that name, or makes it. */
export type Keeping<Made, Name> = (name: Name, make: () => Made) => Made;

/** What was made lately, by its name; when it becomes too much, it begins anew. */
export function keeping<Made, Name = string>(most: number): Keeping<Made, Name> {
  const kept = new Map<Name, Made>();
  return (name, make) => {
    let made = kept.get(name);
    if (made === undefined) {
      if (kept.size >= most) kept.clear();
      made = make();
      kept.set(name, made);
    }
    return made;
  };
}
