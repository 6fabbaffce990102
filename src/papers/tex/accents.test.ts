import { expect, test } from "vitest";
import { decodeAccents } from "./accents.ts";

test.each([
  [String.raw`Erd\H{o}s and Erd\H os`, "Erdős and Erdős"],
  [
    String.raw`Schr\"odinger, Schr\"{o}dinger, Schr{\"o}dinger`,
    "Schrödinger, Schrödinger, Schrödinger",
  ],
  [String.raw`Poincar\'e, Poincar\'{e}, Poincar{\'e}`, "Poincaré, Poincaré, Poincaré"],
  [String.raw`\v{S}idl\'ak, \v Zi\v{z}ka`, "Šidlák, Žižka"],
  [String.raw`Fran\c cois, Fran\c{c}ois`, "François, François"],
  [String.raw`{\L}ukasz, \L{}ukasz, \L ukasz`, "Łukasz, Łukasz, Łukasz"],
  [String.raw`S\o ren, S\o{}ren, S{\o}ren`, "Søren, Søren, Søren"],
  [String.raw`{\aa}s, \AA s, Stra\ss e`, "ås, Ås, Straße"],
  [String.raw`Garc\'{\i}a, Garc\'\i a, na\"{\i}ve`, "García, García, naïve"],
  [String.raw`Mu\~noz, Mu\~{n}oz`, "Muñoz, Muñoz"],
  [String.raw`Nguy\~{\^e}n`, "Nguyễn"],
  [String.raw`J\k{e}drzej, \r{U}, \d{o}, \=a, \.z, \u{g}`, "Jędrzej, Ů, ọ, ā, ż, ğ"],
  [String.raw`Mosi\' c`, "Mosić"],
])("the name %s is read as %s", (source, shown) => {
  expect(decodeAccents(source)).toBe(shown);
});

test.each([
  [String.raw`the model\'s answer`, "a possessive of a text that went through JSON"],
  [String.raw`an \"open\", closed case`, "quotes of a text that went through JSON"],
  [String.raw`\cite{x} \bar x \H^2 \pi \v`, "other macros"],
  [String.raw`\b black`, "an author's own macro"],
  [String.raw`a\\"o`.slice(0, 3), "a line break at the end"],
])("%s is left alone: %s", (source) => {
  expect(decodeAccents(source)).toBe(source);
});

test("Greek that arXiv broke into accents is Greek again", () => {
  expect(decodeAccents(String.raw`TGF-\b{eta} and \k{appa}`)).toBe("TGF-β and κ");
});

test("a unit after a number keeps its space", () => {
  expect(decodeAccents(String.raw`at 5 \AA resolution`)).toBe("at 5 Å resolution");
});
