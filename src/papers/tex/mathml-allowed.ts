// Temml's output is read again and only known elements and attributes pass. That keeps out links,
// colours and, above all, negative margins and offsets, with which a formula could lie over the page.

const elements = new Set(
  (
    "math mrow mi mo mn ms mtext mspace msup msub msubsup mover munder munderover mfrac msqrt mroot " +
    "mpadded mphantom mstyle menclose mtable mtr mtd mmultiscripts mprescripts none semantics"
  ).split(" "),
);

const isSize = /^\d{1,2}(\.\d{1,4})?(em|ex|pt|px|mm|cm)?$/;
const isFlag = /^(true|false)$/;
const isWord = /^[a-z -]{1,60}$/;
const attributes = new Map(
  Object.entries({
    display: /^block$/,
    class: /^[a-z0-9 -]{1,80}$/,
    mathvariant: /^[a-z-]{1,30}$/,
    stretchy: isFlag,
    fence: isFlag,
    separator: isFlag,
    symmetric: isFlag,
    movablelimits: isFlag,
    largeop: isFlag,
    accent: isFlag,
    accentunder: isFlag,
    displaystyle: isFlag,
    form: /^(prefix|infix|postfix)$/,
    scriptlevel: /^[0-2]$/,
    lspace: isSize,
    rspace: isSize,
    width: isSize,
    height: isSize,
    depth: isSize,
    minsize: isSize,
    maxsize: isSize,
    linethickness: isSize,
    rowspacing: isSize,
    columnalign: isWord,
    rowlines: isWord,
    columnlines: isWord,
    notation: isWord,
  }),
);

const token = /([^<>]+)|<(\/?)([a-z]+)((?:\s+[a-zA-Z-]+="[^"<>]*")*)\s*(\/?)>/y;
const attribute = /([a-zA-Z-]+)="([^"]*)"/g;

/** The same MathML without what is not allowed; throws on an element that is not MathML. */
export function allowedMathMl(markup: string): string {
  let allowed = "";
  token.lastIndex = 0;
  while (token.lastIndex < markup.length) {
    const at = token.lastIndex;
    const [, text, slash, name = "", written = "", empty] = token.exec(markup) ?? unreadable(at);
    if (text !== undefined) allowed += text;
    else if (!elements.has(name)) unreadable(at);
    else allowed += `<${slash ?? ""}${name}${written && allowedAttributes(written)}${empty ?? ""}>`;
  }
  return allowed;
}

function allowedAttributes(written: string): string {
  let allowed = written.includes("font-weight:bold") ? ` class="tex-bold"` : "";
  for (const [, name = "", value = ""] of written.matchAll(attribute)) {
    if (name === "class" && allowed !== "") continue;
    if (attributes.get(name)?.test(value)) allowed += ` ${name}="${value}"`;
  }
  return allowed;
}

function unreadable(at: number): never {
  throw new Error("Temml wrote something that is no MathML", { cause: { at } });
}
