// Reads XML from outside while it is still coming, and hands on one element after the other: a page
// of any length costs the memory of a few records. Nothing is expanded and everything is bounded.
import { SaxesParser } from "saxes";
import { oneLine } from "../../papers/one-line.ts";
import { SourceError } from "../../errors.ts";

export interface Element {
  /** Without its prefix: sources differ in prefixes, and their names do not clash. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** The text directly in it. */
  text: string;
  children: Element[];
}

export interface XmlOptions {
  /** Names that the outermost element may have. */
  roots: readonly string[];
  /** Names of the elements that are handed on; what stands around them is passed over. */
  each: readonly string[];
}

/** Bounds the text of one element, a comment, a tag with its attributes. In characters. */
const longestPiece = 1_000_000;
const longestElement = 8_000_000;
const mostNodes = 100_000;
const mostAttributes = 64;
const mostRemarks = 10_000;
// Real documents have more than this many characters for every element; what unpacks to millions of
// empty ones would cost half a minute to read.
const fewestCharacters = 16;
const elementsAllowed = 100_000;
/** arXiv's longest lists have 20,000 entries. */
const mostHandedOn = 50_000;
const deepest = 32;
// XML has no place for these, yet archives let them through at times; one must not cost a page.
const unprintable = /[\p{Cc}\ufffe\uffff](?<![\t\n\r])/gu;

/**
 * @throws SourceError `malformed` for what is not XML, is not the XML that was asked for, declares a
 * document type (entity bombs begin so) or goes beyond the bounds; `cut` when it breaks off.
 */
export async function* readXml(
  body: AsyncIterable<Uint8Array>,
  options: XmlOptions,
): AsyncGenerator<Element> {
  const decoder = new TextDecoder("utf-8");
  const reader = openReader(options);
  for await (const chunk of body) {
    reader.write(decoder.decode(chunk, { stream: true }).replace(unprintable, " "));
    yield* reader.takeFound();
  }
  reader.write(decoder.decode());
  reader.end();
  yield* reader.takeFound();
}

function openReader({ roots, each }: XmlOptions) {
  const parser = new SaxesParser();
  let found: Element[] = [];
  /** From the element that will be handed on down to the one that is open now. */
  let open: Element[] = [];
  let nodes = 0;
  let handedOn = 0;
  let elements = 0;
  let remarks = 0;
  let depth = 0;
  let hasRoot = false;
  let written = 0;
  let elementBegan = 0;
  let pieceBegan = 0;

  parser.on("error", ({ message }) => {
    throw malformed(`The answer is not well-formed XML (${message.slice(0, 120)})`);
  });
  parser.on("doctype", () => {
    throw malformed("The answer declares a document type, as web pages and entity bombs do");
  });
  parser.on("opentag", ({ name: fullName, attributes }) => {
    pieceBegan = parser.position;
    const name = localName(fullName);
    if (!hasRoot && !roots.includes(name)) {
      throw malformed(`The answer is something else than was asked for (<${name.slice(0, 40)}>)`);
    }
    hasRoot = true;
    depth++;
    if (depth > deepest) throw malformed("The answer is nested too deeply");
    elements++;
    if (elements > elementsAllowed + parser.position / fewestCharacters) {
      throw malformed("The answer holds too many empty elements");
    }
    if (open.length === 0) {
      if (!each.includes(name)) return;
      handedOn++;
      if (handedOn > mostHandedOn) throw malformed("The answer holds too many entries");
      elementBegan = parser.position;
      nodes = 0;
    }
    nodes++;
    if (nodes > mostNodes || Object.keys(attributes).length > mostAttributes) {
      throw malformed("The answer holds an element with too many parts");
    }
    const element: Element = { name, attributes, text: "", children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => {
    pieceBegan = parser.position;
    depth--;
    const closed = open.pop();
    if (closed && open.length === 0) found.push(closed);
  });
  parser.on("text", takeText);
  parser.on("cdata", takeText);
  for (const event of ["comment", "processinginstruction"] as const) {
    parser.on(event, () => {
      pieceBegan = parser.position;
      remarks++;
      if (remarks > mostRemarks) throw malformed("The answer holds too many remarks");
    });
  }

  function takeText(text: string): void {
    pieceBegan = parser.position;
    const element = open.at(-1);
    if (!element) return;
    element.text += text;
    if (element.text.length > longestPiece) throw malformed("The answer holds a text too long");
  }

  return {
    write(text: string): void {
      try {
        parser.write(text);
      } catch (cause) {
        if (cause instanceof SourceError) throw cause;
        throw malformed("The answer is not well-formed XML", cause);
      }
      written += text.length;
      // The parser keeps what it has not seen the end of.
      if (written - pieceBegan > longestPiece) throw malformed("The answer holds a text too long");
      if (open.length > 0 && written - elementBegan > longestElement) {
        throw malformed("The answer holds an element too long");
      }
    },
    end(): void {
      if (!hasRoot || depth > 0) {
        throw new SourceError("cut", "The answer broke off before its end. It can be asked again.");
      }
      parser.close();
    },
    takeFound(): Element[] {
      const taken = found;
      found = [];
      return taken;
    },
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function malformed(what: string, cause?: unknown): SourceError {
  return new SourceError("malformed", `${what}.`, { cause });
}

/** The text of the first child of this name, in one line; `undefined` when it is missing or empty. */
export function textOf(element: Element, name: string): string | undefined {
  const child = element.children.find((each) => each.name === name);
  return child ? oneLine(child.text) || undefined : undefined;
}

/** The texts of all children of this name, each in one line. */
export function textsOf(element: Element, name: string): string[] {
  return childrenOf(element, name)
    .map(({ text }) => oneLine(text))
    .filter((text) => text !== "");
}

export function childrenOf(element: Element, name: string): Element[] {
  return element.children.filter((child) => child.name === name);
}
