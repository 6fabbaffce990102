// Mathematics as MathML, through Temml; hostile sources included.
import temml from "temml";
import { allowedMathMl } from "./mathml-allowed.ts";
import { definesMacros, longestMath, mendMath } from "./math-source.ts";
import { harmless } from "./prepare.ts";

/** Each unknown macro costs one. */
const mostAttempts = 12;
// What a call of Temml costs beside its length, in characters.
const leastCost = 10;
// Temml takes quadratic time over runs of Unicode scripts.
const mostUnicodeScripts = 60;

/** Characters of mathematics that one call may still give to Temml; each attempt counts. */
export interface MathBudget {
  characters: number;
}

// What many authors define and Temml does not know. It knows \R, \N, \Z.
const shorthands = new Map(
  Object.entries({
    "\\mbox": "\\text{#1}",
    "\\hbox": "\\text{#1}",
    "\\emph": "\\textit{#1}",
    "\\mathbbm": "\\mathbb{#1}",
    "\\mathds": "\\mathbb{#1}",
    "\\mathpzc": "\\mathscr{#1}",
    "\\textgreater": ">",
    "\\textless": "<",
    "\\C": "\\mathbb{C}",
    "\\CC": "\\mathbb{C}",
    "\\RR": "\\mathbb{R}",
    "\\NN": "\\mathbb{N}",
    "\\ZZ": "\\mathbb{Z}",
    "\\QQ": "\\mathbb{Q}",
    "\\href": "\\@secondoftwo",
    "\\eps": "\\varepsilon",
    "\\veps": "\\varepsilon",
    ...operators(
      "GL SL PGL PSL SO SU Sp Hom Aut End Ext Tor Spec Pic Gal rank rk tr Tr sgn sign diag span " +
        "supp conv poly polylog Var Cov Lip Ind Res vol",
    ),
  }),
);

const sizes = /\\(?:big|Big|bigg|Bigg)[lrm]?(?![A-Za-z])/g;

function operators(names: string): Record<string, string> {
  return Object.fromEntries(
    names.split(" ").map((name) => [`\\${name}`, `\\operatorname{${name}}`]),
  );
}

/**
 * A `math` element, or `undefined` when the source cannot be rendered, is too long or shows nothing.
 * Macros that nobody knows stand in it literally.
 */
export function renderMath(
  source: string,
  options: { display: boolean; budget: MathBudget },
): string | undefined {
  if (source.length > longestMath || definesMacros(source) || hasManyScripts(source))
    return undefined;
  let mended = mendMath(source);
  const macros = new Map<string, string>();
  for (let attempt = 0; attempt <= mostAttempts; attempt++) {
    options.budget.characters -= mended.length + leastCost;
    if (options.budget.characters < 0) return undefined;
    try {
      return visible(harmless(allowedMathMl(renderOnce(mended, options.display, macros))));
    } catch (error) {
      const message = error instanceof Error ? error.message : "";
      const name = unknownMacro(message);
      if (name !== undefined && !macros.has(name)) {
        macros.set(name, shorthands.get(name) ?? `\\text{\\textbackslash ${name.slice(1)}}`);
      } else {
        // Temml 0.13.5 fails on `(\big(x\big))`.
        const unsized = mended.replaceAll(sizes, "");
        if (unsized === mended || !message.includes("Invalid delimiter")) return undefined;
        mended = unsized;
      }
    }
  }
  return undefined;
}

function renderOnce(source: string, displayMode: boolean, macros: Map<string, string>): string {
  return temml.renderToString(source, {
    displayMode,
    throwOnError: true,
    trust: false,
    maxExpand: 1_000,
    maxSize: [5, 60],
    // Temml writes \gdef into this object, so each call has its own.
    macros: Object.fromEntries(macros),
  });
}

// `\H` and `\b` are accents to Temml, and to many authors macros without arguments.
const macroInMessage =
  /(?:Unsupported function name: (?=\\)|argument to ')(\\(?:[A-Za-z]{1,2}\b|[A-Za-z]+))/;

function unknownMacro(message: string): string | undefined {
  return macroInMessage.exec(message)?.[1];
}

function hasManyScripts(source: string): boolean {
  const scripts = source.match(/[\u00b2\u00b3\u00b9\u02b0-\u02e4\u1d2c-\u1d6a\u2070-\u209c]/g);
  return scripts !== null && scripts.length > mostUnicodeScripts;
}

function visible(mathMl: string): string | undefined {
  const shown = mathMl.replace(/<mphantom>[^]*?<\/mphantom>|<[^>]*>/g, "");
  return /[^\s\p{Cf}\p{Cc}]/u.test(shown) ? mathMl : undefined;
}
