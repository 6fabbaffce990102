import { expect, test } from "vitest";
import { actingAt } from "../../../../fixtures/acting.ts";
import { say } from "../../../../fixtures/discussion.ts";
import { knownReader } from "../../../../fixtures/readers.ts";
import { manyPapers, now, paper, webForTest } from "../../../../fixtures/web.ts";
import { editComment } from "../../../community/discussion/commenting.ts";

async function siteWithComments() {
  const papers = [paper({ title: "List $k$-Estimation" }), ...manyPapers(3)];
  const test = await webForTest({ papers, settings: { SITE_URL: "https://papers.example.org" } });
  const { db } = test;
  const ada = await knownReader(db);
  const ben = await knownReader(db, "Ben");
  const source = "For @ben: $\\alpha^2$ is *enough* & <b>more</b>. ]]>";
  const first = await say(db, { paper: 1, reader: ada, source, now });
  await say(db, { paper: 2, reader: ben, source: "Elsewhere.", now });
  for (const standing of ["held", "hidden", "deleted"] as const) {
    const id = await say(db, { paper: 1, reader: ada, source: `Secret, ${standing}.`, now });
    await db.updateTable("comments").set({ standing }).where("id", "=", id).execute();
  }
  return { ...test, ada, ben, first };
}

const feeds = ["/discussions/feed", "/people/ada/feed", "/papers/2603.25280/discussion/feed"];

test.each(feeds)(
  "%s has what anybody may read, in Atom and JSON, and is sent once",
  async (path) => {
    const { web, db, read, ada, first } = await siteWithComments();
    const atom = await read(path);
    expect(atom).toContain("<title>Ada on “List k-Estimation”</title>");
    expect(atom).toContain(`href="https://papers.example.org/comments/${first}"`);
    expect(atom).toContain("<author><name>Ada</name></author>");
    expect(atom).not.toContain("Secret");
    expect(atom.includes("Elsewhere")).toBe(path === feeds[0]);
    const { items } = JSON.parse(await read(`${path}.json`));
    const item = items.at(-1);
    expect(item.content_html).toContain('href="https://papers.example.org/people/ben"');
    expect(item.content_html).toContain("<em>enough</em> &amp; &lt;b&gt;");
    expect(item.content_html).not.toMatch(/<math|<b>/);
    expect(item.content_text).toContain("is enough");

    const sent = await web.request(path);
    const again = { headers: { "If-None-Match": sent.headers.get("ETag")! } };
    expect((await web.request(path, again)).status).toBe(304);
    const later = new Date(now.getTime() + 60_000);
    await editComment(actingAt(db, later), {
      comment: first,
      reader: ada,
      source: "Not quite enough.",
    });
    const edited = await web.request(path, again);
    expect(edited.status).toBe(200);
    expect(await edited.text()).toContain(`<updated>${later.toISOString()}</updated>`);
  },
);

test("pages name their feeds, and there is none of nobody", async () => {
  const { web, read } = await siteWithComments();
  for (const [page, feed] of [
    ["/discussions", "/discussions/feed"],
    ["/people/ada", "/people/ada/feed"],
    ["/papers/2603.25280", "/papers/2603.25280/discussion/feed"],
  ]) {
    expect(await read(page!)).toContain(`type="application/atom+xml" title=`);
    expect(await read(page!)).toContain(`href="${feed}.json"`);
  }
  expect((await web.request("/people/nobody/feed")).status).toBe(404);
  expect((await web.request("/papers/2603.99999/discussion/feed")).status).toBe(404);
});
