// ORCID iDs, which name a person: 0000-0002-1825-0097.
// (support.orcid.org: Structure of the ORCID Identifier; ISO 7064, mod 11-2)
import { Invalid } from "../errors.ts";

const whole =
  /^(?:https?:\/\/)?(?:www\.)?(?:orcid\.org\/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dxX])\/?$/;
const withinText = /(?<![\d-])\d{4}-\d{4}-\d{4}-\d{3}[\dX](?![\d-])/g;

/** With or without `https://orcid.org/` and hyphens. @throws Invalid */
export function parseOrcid(written: string): string {
  const text = written.trim();
  if (text === "") throw new Invalid("Write your ORCID iD, such as 0000-0002-1825-0097.");
  const parts = whole.exec(text.slice(0, 100))?.slice(1);
  if (!parts) {
    throw new Invalid(
      "An ORCID iD has sixteen digits in four groups, such as 0000-0002-1825-0097.",
    );
  }
  const orcid = parts.join("-").toUpperCase();
  if (!isChecked(orcid)) {
    throw new Invalid(
      "A digit of this ORCID iD must be wrong: its last one does not fit the others.",
    );
  }
  return orcid;
}

/** Those that a text names, each once. */
export function orcidsIn(text: string): string[] {
  return [...new Set(text.match(withinText))].filter(isChecked);
}

function isChecked(orcid: string): boolean {
  const digits = orcid.replaceAll("-", "");
  let sum = 0;
  for (const digit of digits.slice(0, 15)) sum = (sum + Number(digit)) * 2;
  const check = (12 - (sum % 11)) % 11;
  return digits.at(15) === (check === 10 ? "X" : String(check));
}
