// The frame of every HTML mail: one fluid column up to 600 px in a table, light colours inline,
// since some programs drop the style sheet; dark ones and the phone's measures in it. No images.
// What programs leave out, and what is seen then, stands in fixtures/mail-clients.ts.
import { raw } from "hono/html";
import type { Child } from "hono/jsx";

// The names stand without quotation marks, each of which would be escaped, in every paragraph. Those
// of Windows come first: Outlook there takes Times where it does not know the first.
export const serif = "Palatino Linotype,Palatino,P052,TeX Gyre Pagella,Georgia,serif";
export const sans = "Segoe UI,system-ui,sans-serif";

export const colour = {
  paper: "#FBF9F4",
  ink: "#1B1A17",
  ink2: "#45423B",
  ink3: "#625E55",
  rubric: "#9A2E1C",
  line: "#857F72",
  hair: "#DDD8CC",
} as const;

// Classes are named for what they colour; `!important` outdoes the inline style. Three sheets, since
// a program that dislikes one thing in a sheet drops all of it. Outlook on Windows passes over
// `@media`, and takes from these rules what it would get wrong.
const styleSheets = [
  `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media screen {
  a { text-decoration-thickness: 1px; text-underline-offset: 3px; }
  sup, sub { font-size: .72em; line-height: 0; }
  .links a { display: inline-block; }
}
@media (max-width: 480px) {
  .margins { padding-left: 16px !important; padding-right: 16px !important; }
  .nameplate { font-size: 36px !important; line-height: 42px !important; }
  .lead { font-size: 26px !important; line-height: 31px !important; }
  .date { font-size: 24px !important; line-height: 30px !important; }
${fingers("  ")}
}`,
  `
@media (pointer: coarse) {
${fingers("  ")}
}`,
  `
@media (prefers-color-scheme: dark) {
  .paper { background-color: #171614 !important; }
  .ink { color: #EDE9E0 !important; }
  .ink-2, .links a { color: #C6C0B4 !important; }
  .ink-3 { color: #A19B8E !important; }
  .rubric { color: #F0927C !important; }
  .ink-rule { border-color: #EDE9E0 !important; }
  .hair { border-color: #383530 !important; }
  .button { background-color: #EDE9E0 !important; }
  .button a { color: #171614 !important; }
}`,
];

/** Links of 44 by 44 px, their text where it was. */
function fingers(indent: string): string {
  return [
    ".links a { padding: 6px 8px 14px 0 !important; min-width: 36px !important; }",
    ".card { padding-bottom: 10px !important; }",
  ]
    .map((rule) => indent + rule)
    .join("\n");
}

// Outlook on Windows takes a line height for the least one, unless told so.
const outlookSheet =
  "<!--[if mso]><style>td,h1,h2,p,div,a{mso-line-height-rule:exactly}</style><![endif]-->";

/** A whole HTML document. `preheader` is what mail programs show after the subject. */
export function mailPage(page: { title: string; preheader: string; children: Child }): string {
  return `<!DOCTYPE html>\n${asHtml(<MailPage {...page} />)}`;
}

/** The written form of an element none of whose parts waits for anything. */
export function asHtml(element: { toString(): string }): string {
  return element.toString();
}

function MailPage({
  title,
  preheader,
  children,
}: {
  title: string;
  preheader: string;
  children: Child;
}) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no" />
        <title>{title}</title>
        {styleSheets.map((sheet) => (
          <style>{raw(sheet)}</style>
        ))}
        {raw(outlookSheet)}
      </head>
      <body class="paper" style={`margin:0;padding:0;background-color:${colour.paper}`}>
        <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{preheader}</div>
        {/* Programs put it into a page of their own, whose language is the reader's. */}
        <Table lang="en">
          <tr>
            <td
              class="paper margins"
              align="center"
              style={`padding:0 32px;background-color:${colour.paper}`}
            >
              {/* Outlook's Word engine knows no max-width. */}
              {raw(
                `<!--[if mso]><table role="presentation" width="${column}"><tr><td><![endif]-->`,
              )}
              <Table
                style={`max-width:${column}px;text-align:left;overflow-wrap:anywhere;word-break:break-word`}
              >
                {children}
              </Table>
              {raw("<!--[if mso]></td></tr></table><![endif]-->")}
            </td>
          </tr>
        </Table>
      </body>
    </html>
  );
}

/** 600 px without the margins. */
const column = 536;

function Table({ style, lang, children }: { style?: string; lang?: string; children: Child }) {
  return (
    <table
      role="presentation"
      lang={lang}
      width="100%"
      cellpadding="0"
      cellspacing="0"
      border={0}
      style={style}
    >
      {children}
    </table>
  );
}

/** One row of the column. */
export function Row({
  class: name,
  style,
  children,
}: {
  class?: string;
  style: string;
  children: Child;
}) {
  return (
    <tr>
      <td class={name} style={style}>
        {children}
      </td>
    </tr>
  );
}

export function Nameplate({ siteName, home }: { siteName: string; home: string }) {
  return (
    <Row style="padding:28px 0 18px;text-align:center">
      <a
        class="ink nameplate"
        href={home}
        style={`font:700 44px/52px ${serif};letter-spacing:-.02em;color:${colour.ink};text-decoration:none`}
      >
        {siteName}
      </a>
    </Row>
  );
}

/** Thick and thin, the rule that carries the date; or one of one pixel. */
export function Rule({ kind }: { kind: "double" | "ink" | "hair" }) {
  const border = {
    double: `border-top:4px solid ${colour.ink};border-bottom:1px solid ${colour.ink};line-height:2px`,
    ink: `border-top:1px solid ${colour.ink};line-height:0`,
    hair: `border-top:1px solid ${colour.hair};line-height:0`,
  }[kind];
  // Borders of cells, since Outlook draws those of other elements or not; and not of empty cells,
  // since in old pages those have none.
  return (
    <Row class={kind === "hair" ? "hair" : "ink-rule"} style={`${border};font-size:0`}>
      &nbsp;
    </Row>
  );
}

/** Parted by room that no program takes away. */
export function Links({ links }: { links: { text: string; url: string | undefined }[] }) {
  const given = links.filter((link) => link.url !== undefined);
  return (
    <div class="links" style={`font:14px/24px ${sans}`}>
      {given.map(({ text, url }, index) => (
        <>
          {index > 0 && "\u00a0\u00a0\u00a0 "}
          <a href={url} style={`color:${colour.ink2}`}>
            {text}
          </a>
        </>
      ))}
    </div>
  );
}
