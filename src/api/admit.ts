// Whether whoever asks may do what they ask for.
import type { RateLimits } from "../community/rate-limits.ts";
import { scopes, type Scope } from "../community/tokens/scopes.ts";
import type { Holder } from "../community/tokens/tokens.ts";
import { LacksScope, SignInFirst } from "../errors.ts";

/** @returns whoever may do what `scope` stands for. @throws LacksScope, SignInFirst */
export function demandScope(asker: Holder | undefined, scope: Scope): Holder {
  if (!asker) {
    throw new SignInFirst(
      "This takes a token of yours: Authorization: Bearer bsh_…, from the settings.",
    );
  }
  if (!asker.scopes.has(scope)) {
    throw new LacksScope(
      `This takes a token with the scope “${scope}”: ${scopes[scope].means}`,
      scope,
    );
  }
  return asker;
}

/** The same, of what changes something; it is counted with what pages change. @throws TooMany */
export async function admitWriter(
  { limits }: { limits: Pick<RateLimits, "write"> },
  asker: Holder | undefined,
  scope: Exclude<Scope, "read">,
): Promise<Holder> {
  const holder = demandScope(asker, scope);
  await limits.write(holder.reader.id);
  return holder;
}
