// A text from which a mail address was taken out, wherever it stands, in any case of its letters, and in
// whatever spelling Markdown or a browser shows as that address: `ada\.l&#64;x.org`, `ada%40x.org`.

/** What stands in its place: no Markdown, no JSON, no address. */
const addressRemoved = "[address removed]";

/** Where it is part of a longer address, that one is somebody else's and stays. */
export function withoutAddress(text: string, address: string): string {
  const { shown, places } = asShown(text);
  let kept = "";
  let end = 0;
  for (const { 0: found, index } of shown.matchAll(patternOf(address))) {
    kept += `${text.slice(end, places[index])}${addressRemoved}`;
    end = places[index + found.length]!;
  }
  return kept + text.slice(end);
}

// What an address is made of may have marks in between that are not shown, or the other end of a link.
const between = String.raw`(?:[*_~\x60[]|\]\([^()\s]{0,500}\)){0,4}`;
const before = String.raw`(?<![\p{L}\p{N}][._%+-]{0,8})`;
// A sentence may end with an address, and the next one begin at once.
const after = String.raw`(?![\p{L}\p{N}]|-[\p{L}\p{N}-]{0,60}\.[\p{L}\p{N}]|\.(?-i:[\p{Ll}\p{Lo}\p{N}]))`;

function patternOf(address: string): RegExp {
  const characters = [...address.normalize("NFKC")].map((each) => RegExp.escape(each));
  return new RegExp(`${before}${characters.join(between)}${after}`, "giu");
}

const spelled =
  /\\(?=[!-/:-@[-`{-~])|&(?:#x([\da-f]{1,6})|#(\d{1,7})|(commat|period|lowbar|plus|percnt));|%([\da-f]{2})|[^\0-\u007f]/giu;
const named: Readonly<Record<string, string>> = {
  commat: "@",
  period: ".",
  lowbar: "_",
  plus: "+",
  percnt: "%",
};

/** The text as it is read, and where in the text each of its characters begins. */
function asShown(text: string): { shown: string; places: number[] } {
  let shown = "";
  const places: number[] = [];
  const add = (characters: string, placeOf: (index: number) => number) => {
    for (let index = 0; index < characters.length; index++) places.push(placeOf(index));
    shown += characters;
  };
  let end = 0;
  for (const match of text.matchAll(spelled)) {
    const { 0: written, index } = match;
    const from = end;
    add(text.slice(from, index), (each) => from + each);
    add(characterOf(match), () => index);
    end = index + written.length;
  }
  const from = end;
  add(text.slice(from), (each) => from + each);
  places.push(text.length);
  return { shown, places };
}

function characterOf([written, hex, decimal, name, percent]: RegExpExecArray): string {
  if (written === "\\") return "";
  if (name !== undefined) return named[name.toLowerCase()]!;
  const code = Number.parseInt(hex ?? percent ?? decimal ?? "", decimal === undefined ? 16 : 10);
  const character = Number.isNaN(code)
    ? written
    : code > 0x10ffff
      ? ""
      : String.fromCodePoint(code);
  return character.normalize("NFKC").replaceAll(/[\p{Cf}\p{DI}]/gu, "");
}
