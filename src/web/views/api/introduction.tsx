// What there is to know before one asks the API anything.
import { links } from "../../../links.ts";
import { firstCommand } from "./examples.ts";

export function ApiIntroduction({ server, isPrivate }: { server: string; isPrivate: boolean }) {
  return (
    <div class="page-head">
      <h1>The API</h1>
      <pre tabindex={0}>
        <code>{firstCommand(server, { needsToken: isPrivate })}</code>
      </pre>
      <p>
        All that the pages of this site say, as JSON. It begins at <code>{server}</code>, and its{" "}
        <a href={links.apiDescription}>description</a> is OpenAPI 3.1, from which programs can be
        made.
      </p>
      <p>
        {isPrivate
          ? "This site is private, so every request takes a token with the scope “read”. "
          : "To read takes no token; to write, or to see what is yours, does. "}
        <a href={links.settingsTokens}>Make a token</a> in your settings, and send it with each
        request: <code>Authorization: Bearer bsh_…</code>
      </p>
      <p>
        Lists come in pages: <code>next</code> is the cursor of the next one, and the header{" "}
        <code>Link</code> its address. What you have is not sent again where you send its{" "}
        <code>ETag</code> back in <code class="unbroken">If-None-Match</code>. What goes wrong is
        told as <a href="#shape-Problem">a problem</a> that names the field.
      </p>
      <p class="field api-token" hidden data-api-token>
        <label for="api-token">Your token, for what you try on this page</label>
        <input
          id="api-token"
          type="password"
          autocomplete="off"
          spellcheck={false}
          aria-describedby="api-token-hint"
        />
        <span class="field-hint" id="api-token-hint">
          It is kept on this page alone, and forgotten when you leave. Without one you read as
          whoever is signed in here.
        </span>
      </p>
    </div>
  );
}
