// A reader's ORCID iD: how it is proved without any paper, and removed again.
import type { Context } from "hono";
import { findOrcid, orcidLink, proveOrcid, removeOrcid } from "../../community/authorship/orcid.ts";
import type { Reader } from "../../community/readers.ts";
import { Invalid, SourceError } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { attempt, type Faults } from "../faults.ts";
import { getReader } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { OrcidSteps } from "../views/claim-orcid.tsx";
import { External } from "../views/external.tsx";
import { Form } from "../views/form.tsx";

export async function showOrcid(c: Context, web: Web): Promise<Response> {
  return await showPage(c, web, { reader: await getReader(c, web), typed: "" });
}

export async function saveOrcid(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  const { orcid: typed = "", remove } = await readForm(c);
  if (remove !== undefined) {
    await removeOrcid(web.db, reader.id);
    return c.redirect(links.settingsOrcid, 303);
  }
  const faults: Faults<"orcid"> = {};
  await attempt(faults, "orcid", async () => {
    try {
      await proveOrcid(web, { reader, typed });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      throw new Invalid(`${error.message} Nothing is lost: try again later.`);
    }
  });
  if (faults.orcid === undefined) return c.redirect(links.settingsOrcid, 303);
  return await showPage(c, web, { reader, typed: typed.slice(0, 200), fault: faults.orcid });
}

async function showPage(
  c: Context,
  web: Web,
  { reader, typed, fault }: { reader: Reader; typed: string; fault?: string },
): Promise<Response> {
  const orcid = await findOrcid(web.db, reader.id);
  const { secret, config } = web;
  return await renderPage(
    c,
    web,
    { title: "Your ORCID iD", robots: "noindex", nav: "settings", ownSubscribeBox: true },
    <section class="claim">
      <h1>Your ORCID iD</h1>
      {orcid === undefined ? (
        <>
          <p>
            ORCID gives each researcher a number that nobody else has. Once yours is proved, your
            page here shows it, and papers that your record lists can be claimed with one press.
          </p>
          <Form class="claim-form" action={links.settingsOrcid}>
            <OrcidSteps
              link={orcidLink(reader, { secret, site: config.SITE_URL })}
              typed={typed}
              fault={fault}
            />
            <button class="button button-main" type="submit">
              Look at my record
            </button>
          </Form>
        </>
      ) : (
        <>
          <p>
            <External href={links.orcidAt(orcid)}>{orcid}</External> is proved to be yours, and{" "}
            <a href={links.person(reader.handle)}>your page</a> shows it. You may take the address
            out of the record again.
          </p>
          <Form class="claim-give-up" action={links.settingsOrcid}>
            <input type="hidden" name="remove" value="yes" />
            <button class="link" type="submit">
              Remove it here
            </button>{" "}
            <span>Papers that it proved to be yours stay yours.</span>
          </Form>
        </>
      )}
    </section>,
    fault === undefined ? 200 : 400,
  );
}
