// Unicode's own superscripts and subscripts. Long runs of them are hard to read and have gaps, so
// only numbers, signs and single letters are raised or lowered.

const raised = zip(
  "0123456789+-−=()abcdefghijklmnoprstuvwxyzT",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ",
);
const lowered = zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ");

const isNumber = /^[+\-−=]?[\d(][\d+\-−=()]*$|^[+\-−]+$|^\d*[+\-−]$/;
// These stand high by themselves.
const isHigh = /^[*∗⋆°∘′″†‡]+$/;
const isOrdinal = /^(st|nd|rd|th)$/;

function zip(from: string, to: string): Map<string, string> {
  const targets = [...to];
  return new Map([...from].map((character, i) => [character, targets[i] ?? character]));
}

/** `2` as `²`; what Unicode cannot raise becomes `^x` or `^(x+y)`. */
export function superscript(text: string): string {
  if (isHigh.test(text)) return text.replaceAll("∘", "°").replaceAll("∗", "*");
  if (isOrdinal.test(text)) return text;
  return transposed(text, raised) ?? `^${bracketed(text)}`;
}

/** `2` as `₂`; what Unicode cannot lower becomes `_x` or `_(x+y)`. */
export function subscript(text: string): string {
  if (/^\p{L}{2,}$/u.test(text)) return `_${text}`;
  return transposed(text, lowered) ?? `_${bracketed(text)}`;
}

/** `undefined` when the text is no number and no single letter that Unicode can move. */
export function transposedScript(text: string, mark: "^" | "_"): string | undefined {
  if (mark === "^" && isHigh.test(text)) return superscript(text);
  return transposed(text, mark === "^" ? raised : lowered);
}

function transposed(text: string, characters: Map<string, string>): string | undefined {
  if (text.length !== 1 && !isNumber.test(text)) return undefined;
  const moved = [...text].map((character) => characters.get(character));
  return moved.includes(undefined) ? undefined : moved.join("");
}

function bracketed(text: string): string {
  return [...text].length === 1 ? text : `(${text})`;
}
