// What was wrong with what was typed, to be said beside its field.
import { Invalid } from "../errors.ts";

/** In words, by field. */
export type Faults<Field extends string> = Partial<Record<Field, string>>;

/**
 * What comes of reading a field, or of doing what it says. Where that is Invalid, the fault is
 * written down and nothing comes of it.
 */
export async function attempt<Field extends string, Value>(
  faults: Faults<Field>,
  field: NoInfer<Field>,
  read: () => Value | Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    faults[field] = error.message;
    return undefined;
  }
}
