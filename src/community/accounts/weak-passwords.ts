// Passwords that whoever tries would try first: the commonest that are long enough, what stands on a
// keyboard side by side, and what names the account or the site.
import { Invalid } from "../../errors.ts";

/** Without spaces, in small letters, with figures read as the letters that they stand for. */
const common = new Set(
  [
    "password",
    "passwordpassword",
    "passphrase",
    "passwort",
    "motdepasse",
    "contrasena",
    "iloveyou",
    "iloveyouforever",
    "letmein",
    "welcome",
    "administrator",
    "superman",
    "starwars",
    "football",
    "baseball",
    "basketball",
    "sunshine",
    "princess",
    "trustno",
    "changeme",
    "changemenow",
    "mypassword",
    "secret",
    "topsecret",
    "monkey",
    "dragon",
    "liverpool",
    "computer",
    "internet",
    "correcthorsebatterystaple",
    "loremipsum",
  ].map(bare),
);

/** Rows of keys, and what one types across them. */
const rows = [
  "12345678901234567890",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
  "abcdefghijklmnopqrstuvwxyz",
  "1q2w3e4r5t6y7u8i9o0p",
  "1qaz2wsx3edc4rfv5tgb6yhn",
];

/** Shorter names are in many a good password. */
const shortestNamed = 4;

/** @throws Invalid */
export function demandUncommon(
  password: string,
  { address, siteName }: { address: string; siteName: string },
): void {
  const plain = plainOf(password);
  const [local = ""] = address.split("@");
  const named = [address, local, siteName]
    .map(plainOf)
    .filter(({ length }) => length >= shortestNamed);
  if (named.some((each) => plain.includes(each))) {
    throw new Invalid("A password holds neither your address nor the name of this site.");
  }
  const isRepeated = /^(.{1,5})\1+$/.test(plain);
  if (isRepeated || common.has(bare(password)) || rows.some((row) => standsIn(row, plain))) {
    throw new Invalid(
      "That password is among those that are tried first. Some words in a row do well.",
    );
  }
}

/** `P@ssw0rd-2024!` and `password` are the same to whoever guesses. */
function bare(password: string): string {
  return plainOf(password)
    .replace(/[^\p{L}]+$/u, "")
    .replaceAll(/[@013$5]/g, (each) => meant[each]!)
    .replaceAll(/[^\p{L}]/gu, "");
}

const meant: Record<string, string> = { "@": "a", "0": "o", "1": "i", "3": "e", $: "s", "5": "s" };

/** Along a row of keys in either direction, with a few figures behind. */
function standsIn(row: string, plain: string): boolean {
  const typed = [plain, plain.replace(/\d{1,5}$/, "")].filter(({ length }) => length >= 5);
  const ways = [row, [...row].toReversed().join("")];
  return typed.some((each) => ways.some((way) => way.includes(each)));
}

function plainOf(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, "");
}
