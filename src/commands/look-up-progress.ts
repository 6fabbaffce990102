// How far the looking up has come: `Looking here: 400 of 2,000 titles, about 12 s left`, then
// `Asking arXiv: 40 of 73 titles, about 12 s left`.
import type { LookUpProgress } from "../catalogue/lists/look-up.ts";
import { timeLeft } from "../clock.ts";
import { grouped } from "./terminal.ts";

const secondsARequest = 3;
const atOnce = { papers: 100, titles: 10 };

/** The time left is what was needed so far, at first what the turns will take at least. */
export function lookUpProgress(show: (line: string) => void): (progress: LookUpProgress) => void {
  let began = 0;
  return ({ what, done, of }) => {
    if (done === 0) began = Date.now();
    const count = `${grouped(done)} of ${grouped(of)}`;
    const left = (((Date.now() - began) / 1000) * (of - done)) / done;
    if (what === "here") {
      show(`Looking here: ${count} titles${done === 0 ? "" : `, ${timeLeft(left)}`}`);
      return;
    }
    const seconds = done === 0 ? Math.ceil(of / atOnce[what]) * secondsARequest : left;
    show(`Asking arXiv: ${count} ${what}, ${timeLeft(seconds)}`);
  };
}
