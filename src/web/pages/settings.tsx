// The settings: one row a question; each answer is kept at once.
import type { Context } from "hono";
import type { SignedIn } from "../../community/accounts/accounts.ts";
import { hasPassword } from "../../community/accounts/passwords.ts";
import { listPasskeys, listSessions } from "../../community/accounts/sessions.ts";
import { findProfile } from "../../community/people/profile.ts";
import { hasEnded, listTokens } from "../../community/tokens/tokens.ts";
import { findOwnSubscription } from "../../email/subscriptions/own-subscription.ts";
import type { Subscription } from "../../email/subscriptions/subscription.ts";
import { listSuppressed } from "../../email/subscriptions/suppression.ts";
import { links } from "../../links.ts";
import { readPreferences } from "../cookies.ts";
import type { Web } from "../context.ts";
import { findSignedIn, zoneOf } from "../reader.ts";
import { preferencesOf, renderPage } from "../render.tsx";
import { clockName } from "../../papers/moments.ts";
import type { Refused } from "../views/choice.tsx";
import { AccountSection } from "../views/settings/account-section.tsx";
import { Letters } from "../views/settings/letters.tsx";
import { NotificationsSection } from "../views/settings/notifications-section.tsx";
import { OwnPlaces } from "../views/settings/own-places.tsx";
import { PagesSection } from "../views/settings/pages-section.tsx";
import { Passkeys } from "../views/settings/passkeys.tsx";
import { ProfileSection } from "../views/settings/profile-section.tsx";
import { Password } from "../views/settings/password.tsx";
import { Sessions } from "../views/settings/sessions.tsx";
import { isFreshlySignedIn } from "./settings/fresh.ts";

interface Answered {
  refused?: Refused;
  /** Where a letter with a link just went to. */
  letterTo?: string;
}

export async function showSettings(
  c: Context,
  web: Web,
  answered: Answered = {},
): Promise<Response> {
  const signedIn = await findSignedIn(c, web);
  const reader = signedIn?.reader;
  const saved = c.req.query("saved");
  const preferences = { ...readPreferences(c), ...preferencesOf(reader) };
  return await renderPage(
    c,
    web,
    { title: "Settings", canonical: links.settings, nav: "settings" },
    <div class="settings">
      <h1>Settings</h1>
      <p class="settings-note" role="status">
        {noteOf(c, reader !== undefined)}
      </p>
      <PagesSection web={web} preferences={preferences} reader={reader} saved={saved} />
      {signedIn && (await ownSections(c, web, { signedIn, saved, answered }))}
    </div>,
    answered.refused ? 400 : 200,
  );
}

interface Own {
  signedIn: SignedIn;
  saved: string | undefined;
  answered: Answered;
}

async function ownSections(c: Context, web: Web, { signedIn, saved, answered }: Own) {
  const { db } = web;
  const { reader, session } = signedIn;
  const now = web.clock();
  const timeZone = await zoneOf(c, web);
  const { refused, letterTo } = answered;
  const isFresh = isFreshlySignedIn(web, signedIn);
  const subscription = await findOwnSubscription(db, reader);
  const profile = await findProfile(db, reader.handle);
  const tokens = await listTokens(db, { reader: reader.id });
  const told = { saved, refused, isFresh, timeZone, now };
  return (
    <>
      <AccountSection reader={reader} letterTo={letterTo} {...told}>
        <Letters
          web={web}
          reader={reader}
          subscription={subscription}
          isSuppressed={subscription !== undefined && (await isSuppressed(web, subscription))}
        />
      </AccountSection>
      {profile && <ProfileSection profile={profile} saved={saved} refused={refused} />}
      <NotificationsSection reader={reader} saved={saved} clock={clockName(timeZone)} />
      <section>
        <h2>Ways in</h2>
        <Passkeys passkeys={await listPasskeys(db, reader.id)} {...told} />
        <Password has={await hasPassword(db, reader.id)} {...told} />
        <Sessions
          sessions={await listSessions(db, { reader: reader.id, now })}
          own={session}
          tokens={tokens.filter((each) => !hasEnded(each, now)).length}
          {...told}
        />
      </section>
      <OwnPlaces reader={reader} />
    </>
  );
}

async function isSuppressed({ db, secret }: Web, { addressKey }: Subscription): Promise<boolean> {
  return (await listSuppressed(db, { secret }, [addressKey])).has(addressKey);
}

function noteOf(c: Context, isSignedIn: boolean): string {
  if (isSignedIn) return "Kept in your account, on whatever device.";
  if (c.req.query("signed-out") !== undefined) return "You are signed out.";
  return "Kept in cookies of this browser, and nowhere else.";
}
