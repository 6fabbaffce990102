import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { openAddressFile, type AddressLine } from "./address-file.ts";

/** What the file says: `line: address/frequency`, or `line: why not`. */
async function read(content: string | Uint8Array): Promise<string[]> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const { lines } = await openAddressFile("-", Readable.from(pieces(bytes)));
  const read: string[] = [];
  for await (const line of lines) read.push(shown(line));
  return read;
}

/** Small ones, as a pipe may give them. */
function pieces(bytes: Uint8Array): Uint8Array[] {
  const count = Math.ceil(bytes.length / 7);
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * 7, at * 7 + 7));
}

function shown({ line, values, fault }: AddressLine): string {
  if (!values) return `${line}: ${fault}`;
  return `${line}: ${values.get("address")}/${values.get("frequency") ?? "none"}`;
}

test("lists are read as people and other systems write them", async () => {
  const both = ["2: ada@x.org/daily", "3: ben@x.org/weekly"];
  for (const [separator, end, mark] of [
    [",", "\n", ""],
    [";", "\r\n", "\uFEFF"],
    ["\t", "\n", ""],
  ] as const) {
    const lines = [
      ["address", "frequency"],
      ["ada@x.org", "daily"],
      ["ben@x.org", "weekly"],
    ];
    const text = mark + lines.map((line) => line.join(separator) + end).join("");
    expect(await read(text)).toEqual(both);
    const wide = Buffer.from(mark === "" ? `\uFEFF${text}` : text, "utf16le");
    expect(await read(wide)).toEqual(both);
    expect(await read(Buffer.from(wide).swap16())).toEqual(both);
  }
  expect(await read("ada@x.org\n\n  ben@x.org  \n")).toEqual([
    "1: ada@x.org/none",
    "3: ben@x.org/none",
  ]);
  expect(await read('"ada@x.org","weekly"')).toEqual(["1: ada@x.org/weekly"]);
  expect(await read("Ada Lovelace;ada@x.org\n")).toEqual(["1: ada@x.org/none"]);
  expect(
    await read(
      'Name,Address,"Email Address",NOTES\n"L, Ada",1 Road,ada@x.org,"one\n\ntwo"\nB,,ben@x.org,\n',
    ),
  ).toEqual(["2: ada@x.org/none", "5: ben@x.org/none"]);
  expect(await read("")).toEqual([]);
});

test("a broken line takes none of its neighbours along", async () => {
  expect(await read('address,frequency\n"ada@x.org,daily\nben@x.org,weekly\n')).toEqual([
    "2: A quotation mark is out of place or is not closed.",
    "3: ben@x.org/weekly",
  ]);
  const many = Array.from({ length: 120 }, (_, at) => `r${at}@x.org,daily`);
  const after = await read(`address,frequency\n"x,y\n${many.join("\n")}\n"z,y\nlast@x.org,daily`);
  expect(after).toHaveLength(123);
  expect(after.filter((line) => line.includes("quotation"))).toHaveLength(2);
  expect(after.at(-1)).toBe("124: last@x.org/daily");
  expect(await read(`a@x.org\n${"b".repeat(70_000)}\nc@x.org`)).toEqual([
    "1: a@x.org/none",
    "2: It is longer than 65536 characters.",
    "3: c@x.org/none",
  ]);
  expect(await read("address,__proto__,constructor\nada@x.org,1,2\n")).toEqual([
    "2: ada@x.org/none",
  ]);
});

test("what is no list of addresses is said to be none", async () => {
  const whole = async (bytes: Uint8Array) => {
    const { lines } = await openAddressFile("-", Readable.from([bytes]));
    await Array.fromAsync(lines);
  };
  await expect(whole(Buffer.from("address\nada@x.org", "utf16le"))).rejects.toThrow(
    "is UTF-16 without a byte order mark",
  );
  await expect(whole(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0]))).rejects.toThrow(
    "is not text",
  );
  await expect(whole(Buffer.from([0x50, 0x4b, 3, 4, 0]))).rejects.toThrow("is a spreadsheet");
  await expect(whole(Buffer.from([0x1f, 0x8b, 8, 0]))).rejects.toThrow("is compressed");
  await expect(whole(Buffer.from("Name,Phone\nAda,1\n"))).rejects.toThrow(
    'has no column that is called "address" or "email", and no address in its first line, which has "Name", "Phone"',
  );
  await expect(whole(Buffer.from("ada@x.org,Ada\nben@x.org,Ben\n"))).rejects.toThrow(
    "has no line that names its columns, and the second one, with “Ada”, is no frequency",
  );
  await expect(openAddressFile("/nowhere.csv")).rejects.toThrow("is not there");
  await expect(openAddressFile("/")).rejects.toThrow("is a folder");
});
