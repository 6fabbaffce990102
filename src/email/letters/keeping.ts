/** What was made lately, by its name; when it becomes too much, it begins anew. */
export function keeping<Made>(most: number): (name: string, make: () => Made) => Made {
  const kept = new Map<string, Made>();
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
