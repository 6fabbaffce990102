// How long what holds, and under which names better-auth and the pages speak of the same.
export const sessionHoldsS = 30 * 86_400;
export const linkHoldsS = 600;
/** The link to a new address. */
export const addressLinkHoldsS = 3600;
/** How old a session may be that changes by what one signs in. */
export const freshS = 86_400;
export const shortestPassword = 10;
export const longestPassword = 200;
export const authPath = "/auth";
export const institutionId = "institution";

/** Where better-auth sends whom the institution, or we, did not let in; it adds an `error`. */
export const institutionRefused = "/sign-in?refused";

/** In which our own requests to better-auth name the invitation that whoever signs in holds. */
export const invitationHeader = "X-Broadsheet-Invitation";

/** Somebody who vouches for people, by OpenID Connect. */
export interface Institution {
  issuer: URL;
  clientId: string;
  clientSecret: string;
}
