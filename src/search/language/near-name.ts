// Finds the name that was meant by one with a typing error.

/** The first of the names that is one error away: a letter too many, too few, wrong or swapped. */
export function findNear(typed: string, names: readonly string[]): string | undefined {
  const lower = typed.toLowerCase();
  return names.find((name) => isOneErrorAway(lower, name));
}

function isOneErrorAway(typed: string, name: string): boolean {
  if (Math.abs(typed.length - name.length) > 1) return false;
  let start = 0;
  while (start < typed.length && typed[start] === name[start]) start++;
  const left = typed.slice(start);
  const right = name.slice(start);
  return (
    left.slice(1) === right ||
    left === right.slice(1) ||
    left.slice(1) === right.slice(1) ||
    (left.slice(2) === right.slice(2) && left[0] === right[1] && left[1] === right[0])
  );
}
