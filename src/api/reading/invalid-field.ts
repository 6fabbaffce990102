// Of a request that cannot be understood, the field that is at fault.
import { Invalid, Outdated } from "../../errors.ts";

/** One field of a request that cannot be understood. */
export class InvalidField extends Invalid {
  override name = "InvalidField";
  readonly field: string;
  readonly fault: string;
  constructor(field: string, fault: string, says = `"${field}" ${fault}.`) {
    super(says);
    this.field = field;
    this.fault = fault;
  }
}

/** What `act` finds fault with stands in this field. @throws InvalidField in place of Invalid */
export async function ofField<Value>(
  field: string,
  act: () => Value | Promise<Value>,
): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    const isNamed = error instanceof InvalidField || error instanceof Outdated;
    if (!(error instanceof Invalid) || isNamed) throw error;
    throw new InvalidField(field, error.message, error.message);
  }
}
