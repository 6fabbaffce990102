// What TeX's macros mean outside of mathematics.
import type { Style } from "./inline.ts";

/** `\emph{x}`; `plain` shows its argument as it is. */
export const styleMacros = new Map<string, Style | "plain">([
  ...named("em", "emph textit textsl mathit"),
  ...named("strong", "textbf mathbf boldsymbol bm"),
  ...named("code", "texttt mathtt"),
  ...named(
    "plain",
    "textsc textrm textsf textup textmd textnormal text mbox hbox mathrm mathsf mathnormal " +
      "operatorname underline uline ul fbox textlf MakeUppercase MakeLowercase gls ac acp acs acf acl " +
      "unit si num hl so added",
  ),
]);

/** `{\em x}` */
export const declarations = new Map<string, Style | "plain">([
  ...named("em", "em it sl itshape slshape"),
  ...named("strong", "bf bfseries itbf"),
  ...named("code", "tt ttfamily"),
  ...named(
    "plain",
    "rm sf sc scshape upshape mdseries rmfamily sffamily normalfont tiny scriptsize footnotesize " +
      "small normalsize large Large LARGE huge Huge centering noindent indent displaystyle textstyle " +
      "protect relax ignorespaces maketitle par newline linebreak allowbreak bigskip medskip smallskip",
  ),
]);

/** Shown in brackets: `\cite{Knuth84}` as `[Knuth84]`. */
export const references: ReadonlySet<string> = new Set(
  (
    "cite citep citet citealt citealp citeauthor citeyear citeyearpar parencite textcite autocite " +
    "footcite onlinecite ref autoref cref Cref"
  ).split(" "),
);

/** Their argument says nothing to a reader. */
export const hidden: ReadonlySet<string> = new Set(
  "label vspace hspace color index pagestyle bibliographystyle selectlanguage".split(" "),
);

/** Bare mathematics without dollars, and how many arguments it takes. */
export const mathMacros: ReadonlyMap<string, number> = new Map([
  ...named(1, "mathbb mathcal mathfrak mathscr mathbbm sqrt hat widehat bar overline vec tilde"),
  ...named(1, "widetilde dot ddot ensuremath ce"),
  ...named(2, "frac dfrac tfrac binom"),
]);

/** Environments of prose, of which only the content is shown. */
export const proseEnvironments: ReadonlySet<string> = new Set(
  (
    "abstract itemize enumerate description center quote quotation document flushleft flushright " +
    "theorem theorem* lemma proposition corollary definition conjecture remark proof keywords small"
  ).split(" "),
);

export const textSymbols: ReadonlyMap<string, string> = new Map(
  Object.entries({
    eg: "e.g.",
    ie: "i.e.",
    etc: "etc.",
    etal: "et al.",
    LaTeX: "LaTeX",
    LaTeXe: "LaTeX2e",
    TeX: "TeX",
    BibTeX: "BibTeX",
    item: "• ",
    textbullet: "•",
    textbackslash: "\\",
    textbraceleft: "{",
    textbraceright: "}",
    textdollar: "$",
    textasciitilde: "~",
    textasciicircum: "^",
    textunderscore: "_",
    textquotesingle: "'",
    textquotedbl: '"',
    textquoteleft: "‘",
    textquoteright: "’",
    textquotedblleft: "“",
    textquotedblright: "”",
    lq: "‘",
    rq: "’",
    guillemotleft: "«",
    guillemotright: "»",
    textellipsis: "…",
    textregistered: "®",
    texttrademark: "™",
    textcopyright: "©",
    textsection: "§",
    textperthousand: "‰",
    textpm: "±",
    texttimes: "×",
    textrightarrow: "→",
    textperiodcentered: "·",
    texteuro: "€",
    euro: "€",
    space: " ",
    quad: " ",
    qquad: " ",
    xspace: "",
    "(": "(",
    ")": ")",
    "[": "[",
    "]": "]",
    "%": "%",
    "&": "&",
    _: "_",
    "#": "#",
    $: "$",
    "{": "{",
    "}": "}",
    "'": "'",
    '"': '"',
    "*": "*",
    "\\": " ",
    " ": " ",
    "\n": " ",
    // Narrow, so that `10\,000` stays one number to the eye.
    ",": "\u202f",
    ";": "\u202f",
    ":": "\u202f",
    "!": "",
    "/": "",
    "-": "",
    "@": "",
  }),
);

function named<const T>(meaning: T, names: string): [string, T][] {
  return names.split(" ").map((name) => [name, meaning]);
}
