// better-auth on our own database and under our own names: it keeps who is signed in, and checks the
// tokens of links, passkeys, passwords and institutions. It is large, so it is loaded when first needed.
import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { magicLink } from "better-auth/plugins/magic-link";
import type { Database } from "../../store/tables.ts";
import { freeHandle } from "../handles.ts";
import { fitName } from "../names.ts";
import type { Joining } from "./joining.ts";
import {
  sessionHoldsS,
  linkHoldsS,
  freshS,
  shortestPassword,
  longestPassword,
  authPath,
  institutionId,
  institutionRefused,
  invitationHeader,
  type Institution,
} from "./rules.ts";

export interface AuthOptions {
  db: Database;
  /** Signs cookies. */
  secret: string;
  siteUrl: URL;
  siteName: string;
  institution: Institution | undefined;
  admit: (
    who: Pick<Joining, "invitation" | "address">,
  ) => Promise<{ invitation: number | null } | undefined>;
  log: (message: string, fields?: object) => void;
}

const created = { createdAt: "created_at", updatedAt: "updated_at" };

export function openAuth(options: AuthOptions) {
  const { db, secret, siteUrl, siteName, institution, admit, log } = options;
  const isSecure = siteUrl.protocol === "https:";
  return betterAuth({
    appName: siteName,
    baseURL: siteUrl.origin,
    basePath: authPath,
    secret,
    database: { db, type: "sqlite" },
    // The pages count tries themselves, by network and behind trusted proxies.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      log(level, message) {
        // Its warnings are of people who typed something wrong; nobody needs a line for each.
        if (level === "error") log(`Accounts: ${message}`);
      },
    },
    user: {
      modelName: "readers",
      fields: { emailVerified: "email_verified", ...created },
      additionalFields: {
        role: { type: "string", input: false, defaultValue: "reader" },
        settings: { type: "string", input: false, defaultValue: "{}" },
        handle: { type: "string", input: false },
        invitationId: { type: "number", input: false, required: false, fieldName: "invitation_id" },
      },
    },
    session: {
      modelName: "sessions",
      expiresIn: sessionHoldsS,
      updateAge: 86_400,
      freshAge: freshS,
      fields: {
        userId: "reader_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        ...created,
      },
    },
    account: {
      modelName: "credentials",
      // Whoever proves an address here and at the institution is one reader. No provider is trusted
      // beyond that: an address that it did not verify itself may be anybody's.
      accountLinking: { enabled: true, trustedProviders: [] },
      updateAccountOnSignIn: false,
      fields: {
        userId: "reader_id",
        providerId: "provider_id",
        accountId: "account_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        ...created,
      },
    },
    verification: { modelName: "verifications", fields: { expiresAt: "expires_at", ...created } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    databaseHooks: {
      user: {
        create: {
          async before(user, context) {
            if (!user.emailVerified) return false;
            const invitation = context?.headers?.get(invitationHeader) ?? undefined;
            const admitted = await admit({ invitation, address: user.email });
            if (!admitted) return false;
            const name = await fitName(db, user.name);
            const handle = await freeHandle(db, name);
            const invitationId = admitted.invitation;
            return { data: { ...user, name, handle, image: null, invitationId } };
          },
        },
      },
      account: {
        create: {
          // Nothing is asked of the institution afterwards, so nothing that opens it is kept.
          async before(account) {
            const none = { accessToken: null, refreshToken: null, idToken: null };
            return { data: { ...account, ...none } };
          },
        },
      },
    },
    onAPIError: { errorURL: institutionRefused },
    advanced: {
      database: { generateId: "serial", validateSchema: false },
      // Who asked from where is kept nowhere, and it would believe any header.
      ipAddress: { disableIpTracking: true },
      // A site with TLS binds its cookies to its host; better-auth itself only knows `__Secure-`.
      useSecureCookies: false,
      cookiePrefix: isSecure ? "__Host-broadsheet" : "broadsheet",
      defaultCookieAttributes: { httpOnly: true, secure: isSecure, sameSite: "lax", path: "/" },
    },
    plugins: [
      magicLink({
        expiresIn: linkHoldsS,
        storeToken: "hashed",
        sendMagicLink: ({ token, metadata }) => (metadata as LinkMetadata).keep(token),
      }),
      passkey({
        rpID: siteUrl.hostname,
        rpName: siteName,
        origin: siteUrl.origin,
        // Kept with the name of its owner, so that one signs in without typing an address.
        authenticatorSelection: { residentKey: "required", userVerification: "preferred" },
        schema: {
          passkey: {
            modelName: "passkeys",
            fields: {
              publicKey: "public_key",
              userId: "reader_id",
              credentialID: "credential_id",
              deviceType: "device_type",
              backedUp: "backed_up",
              createdAt: "created_at",
            },
          },
        },
      }),
      ...(institution ? [vouching(institution)] : []),
    ],
  });
}

/** Takes the token of a new link, which better-auth itself would mail. */
export interface LinkMetadata extends Record<string, unknown> {
  keep: (token: string) => void;
}

function vouching({ issuer, clientId, clientSecret }: Institution) {
  const base = issuer.href.replace(/\/$/, "");
  return genericOAuth({
    config: [
      {
        providerId: institutionId,
        discoveryUrl: `${base}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        scopes: ["openid", "email", "profile"],
        pkce: true,
        requireIdTokenVerification: true,
        mapProfileToUser: (profile) => ({ name: nameIn(profile) }),
      },
    ],
  });
}

function nameIn(profile: Record<string, unknown>): string {
  const { name, given_name: given, family_name: family } = profile;
  if (typeof name === "string" && name.trim() !== "") return name;
  return [given, family].filter((each) => typeof each === "string").join(" ");
}
