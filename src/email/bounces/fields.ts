// Fields as they stand in headers and in the machine-readable parts of reports (RFC 5322, RFC 3464).

/** By lower-case name; what stands twice has two values. */
export type Fields = Map<string, string[]>;

/** Groups of fields between empty lines. */
export function readGroups(text: string): Fields[] {
  const groups: string[][] = [[]];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") groups.push([]);
    else groups.at(-1)!.push(line);
  }
  return groups.map(fieldsOf).filter((fields) => fields.size > 0);
}

/** The fields up to the first empty line. */
export function readHeader(text: string): Fields {
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  return readFields(text.slice(0, end));
}

export function readFields(text: string): Fields {
  return fieldsOf(text.split(/\r?\n/));
}

function fieldsOf(lines: readonly string[]): Fields {
  const fields: Fields = new Map();
  let values: string[] | undefined;
  for (const line of lines) {
    if (/^[ \t]/.test(line)) {
      // A line that begins with a space goes on with the one before.
      if (values) values.push(`${values.pop()} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(":");
    values = colon > 0 ? addField(fields, line.slice(0, colon), line.slice(colon + 1)) : undefined;
  }
  return fields;
}

export function addField(fields: Fields, name: string, value: string): string[] {
  const key = name.trim().toLowerCase();
  const values = fields.get(key) ?? [];
  fields.set(key, values);
  values.push(value.trim());
  return values;
}

/** The first value; empty where there is none. */
export function first(fields: Fields, name: string): string {
  return fields.get(name)?.[0] ?? "";
}

/** Whatever looks like an address in these fields. */
export function addressesIn(fields: Fields, names: readonly string[]): string[] {
  return names
    .flatMap((name) => fields.get(name) ?? [])
    .flatMap((value) => value.split(/[\s<>,;"()[\]]+/))
    .filter((word) => word.includes("@"));
}

/** Of `rfc822; ada@example.org` the address (RFC 3464, 2.1.2). */
export function afterType(value: string): string {
  return value
    .slice(value.indexOf(";") + 1)
    .trim()
    .replace(/^<(.*)>$/, "$1");
}
