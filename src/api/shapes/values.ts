// What single fields hold.
import { z } from "zod";

export const day = z.iso.date().meta({ description: "A day, `YYYY-MM-DD`." });
export const moment = z.iso.datetime().meta({ description: "A moment in UTC, ISO 8601." });
export const address = z.url();
export const howMany = z.int().min(0);
export const place = z.int().min(1).meta({ description: "From 1." });
/** By which a comment, an act … is told from all others. */
export const number = z.int().min(1);
