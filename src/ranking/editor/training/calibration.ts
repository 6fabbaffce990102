// From what trees say to log-odds, so that "one in three" means one in three (Platt 1999).
import { chanceOf } from "../log-odds.ts";
import { rounded, type EditorModel } from "../model.ts";

const rounds = 50;

/** Fits a logistic curve by Newton's method. @param said of papers that the trees have not seen */
export function calibrate(
  said: readonly number[],
  picked: readonly boolean[],
): EditorModel["calibration"] {
  let [slope, offset] = [1, 0];
  for (let round = 0; round < rounds; round++) {
    const slopes = { slope: 0, offset: 0 };
    // A trace of restraint, for papers of which all or none were picked.
    const bends = { slope: 1e-6, both: 0, offset: 1e-6 };
    said.forEach((value, i) => {
      const chance = chanceOf(slope * value + offset);
      const off = chance - Number(picked[i]);
      const bend = chance * (1 - chance);
      slopes.slope += off * value;
      slopes.offset += off;
      bends.slope += bend * value * value;
      bends.both += bend * value;
      bends.offset += bend;
    });
    const determinant = bends.slope * bends.offset - bends.both ** 2;
    slope -= (bends.offset * slopes.slope - bends.both * slopes.offset) / determinant;
    offset -= (bends.slope * slopes.offset - bends.both * slopes.slope) / determinant;
  }
  return { slope: rounded(slope), offset: rounded(offset) };
}
