// The frame of every HTML mail: one fluid column up to 600 px in a table, light colours inline,
// since some programs drop the style sheet; dark ones and the phone's measures in it. No images.
import { raw } from "hono/html";
import type { Child } from "hono/jsx";

export const serif =
  "Palatino,'Palatino Linotype',P052,'URW Palladio L','TeX Gyre Pagella',Georgia,serif";
export const sans =
  "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',sans-serif";

export const colour = {
  paper: "#FBF9F4",
  ink: "#1B1A17",
  ink2: "#45423B",
  ink3: "#625E55",
  rubric: "#9A2E1C",
  line: "#857F72",
  hair: "#DDD8CC",
} as const;

// Classes are named for what they colour; `!important` outdoes the inline style.
const styleSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a { text-decoration-thickness: 1px; text-underline-offset: 3px; }
sup, sub { font-size: .72em; line-height: 0; }
@media (max-width: 480px) {
  .margins { padding-left: 16px !important; padding-right: 16px !important; }
  .nameplate { font-size: 36px !important; line-height: 42px !important; }
  .lead { font-size: 26px !important; line-height: 31px !important; }
  .date { font-size: 24px !important; line-height: 30px !important; }
}
@media (pointer: coarse) {
  .links a { padding-top: 9px !important; padding-bottom: 9px !important; }
}
@media (prefers-color-scheme: dark) {
  .paper { background-color: #171614 !important; }
  .ink { color: #EDE9E0 !important; }
  .ink-2 { color: #C6C0B4 !important; }
  .ink-3 { color: #A19B8E !important; }
  .rubric { color: #F0927C !important; }
  .ink-rule { border-color: #EDE9E0 !important; }
  .hair { border-color: #383530 !important; }
  .button { background-color: #EDE9E0 !important; color: #171614 !important; }
}`;

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
        <style>{raw(styleSheet)}</style>
      </head>
      <body class="paper" style={`margin:0;padding:0;background-color:${colour.paper}`}>
        <div style="display:none;max-height:0;overflow:hidden">{preheader}</div>
        <Table>
          <tr>
            <td class="paper" align="center" style={`background-color:${colour.paper}`}>
              {/* Outlook's Word engine knows no max-width. */}
              {raw('<!--[if mso]><table role="presentation" width="600"><tr><td><![endif]-->')}
              <Table style="max-width:600px">{children}</Table>
              {raw("<!--[if mso]></td></tr></table><![endif]-->")}
            </td>
          </tr>
        </Table>
      </body>
    </html>
  );
}

function Table({ style = "", children }: { style?: string; children: Child }) {
  return (
    <table
      role="presentation"
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

/** One row of the column, with its margins. */
export function Row({
  class: name = "",
  style,
  children,
}: {
  class?: string;
  style: string;
  children: Child;
}) {
  return (
    <tr>
      <td class={`margins ${name}`.trim()} style={`padding-left:32px;padding-right:32px;${style}`}>
        {children}
      </td>
    </tr>
  );
}

export function Nameplate({ siteName, home }: { siteName: string; home: string }) {
  return (
    <Row style="padding-top:24px;padding-bottom:20px;text-align:center">
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

/** `heavy` over `light`, in pixels: the thick-and-thin rule carries the date. */
export function Rule({ kind }: { kind: "double" | "ink" | "hair" }) {
  const border = {
    double: `border-top:4px solid ${colour.ink};border-bottom:1px solid ${colour.ink};height:2px`,
    ink: `border-top:1px solid ${colour.ink}`,
    hair: `border-top:1px solid ${colour.hair}`,
  }[kind];
  return (
    <Row style="font-size:0;line-height:0">
      <div class={kind === "hair" ? "hair" : "ink-rule"} style={border} />
    </Row>
  );
}

export function Links({ links }: { links: { text: string; url: string | undefined }[] }) {
  const given = links.filter((link) => link.url !== undefined);
  return (
    <div class="links" style={`font:14px/24px ${sans}`}>
      {given.map(({ text, url }) => (
        <>
          <a
            class="ink-2"
            href={url}
            style={`color:${colour.ink2};display:inline-block;margin-right:14px`}
          >
            {text}
          </a>{" "}
        </>
      ))}
    </div>
  );
}
