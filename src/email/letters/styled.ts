// What somebody wrote, as it looks in a letter: mail programs know no style sheet of ours, and by their own
// a line of code would make a letter wider than its window.
import { colour } from "./mail-page.tsx";

const cell = "padding:2px 14px 2px 0;vertical-align:top";

const styles = {
  pre: "margin:14px 0;font-size:14px;line-height:20px;white-space:pre-wrap;overflow-wrap:anywhere;word-break:break-word",
  th: `${cell};text-align:left`,
  td: cell,
  blockquote: `margin:14px 0;padding:0 0 0 12px;border-left:2px solid ${colour.hair}`,
};

/** @param html as `markdownToMailHtml` gives it: what is no element is escaped in it */
export function styled(html: string): string {
  return html.replaceAll(
    /<(pre|t[dh]|blockquote)(?: class="to-(center|right)")?>/g,
    (_, name: keyof typeof styles, side?: string) =>
      `<${name} style="${styles[name]}${side === undefined ? "" : `;text-align:${side}`}">`,
  );
}
