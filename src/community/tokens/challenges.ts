// How whoever is refused may say who they are: the header WWW-Authenticate (RFC 9110, 11.6.1).

/** RFC 7617: all that feed readers know. */
const basic = 'Basic realm="Broadsheet", charset="UTF-8"';
/** RFC 6750, 3. */
const bearer = "Bearer";

/** Whoever sent nothing is told of both; a browser that shows a page must not be, since it would ask. */
export const eitherChallenge = `${basic}, ${bearer}`;

/** Whoever sent a token that is none, in the way in which it was sent. */
export function badTokenChallenge(authorization: string | undefined): string {
  return isBasic(authorization) ? basic : `${bearer} error="invalid_token"`;
}

/** Whoever sent a token that is good for less than is asked of it (RFC 6750, 3.1). */
export function scopeChallenge(scope: string): string {
  return `${bearer} error="insufficient_scope", scope="${scope}"`;
}

/** @param authorization the header of the request */
export function isBasic(authorization: string | undefined): boolean {
  return /^\s*basic\s/i.test(authorization ?? "");
}
