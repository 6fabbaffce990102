// A token that was just made: the only time that it is told.
import type { Scope } from "../../../community/tokens/scopes.ts";
import { links } from "../../../links.ts";
import { scopesInWords } from "./scopes-in-words.ts";

interface NewTokenProps {
  made: { token: string; name: string; scopes: readonly Scope[] };
  site: URL;
}

export function NewToken({ made: { token, name, scopes }, site }: NewTokenProps) {
  const at = (path: string) => links.whole(path, site);
  return (
    <div class="new-token" role="status">
      <section aria-labelledby="new-token">
        <h2 id="new-token">“{name}” is made</h2>
        <p>
          <code data-copied>{token}</code>
        </p>
        <p>
          <button class="button" type="button" data-copy hidden>
            Copy
          </button>
        </p>
        <p>
          Put it where it belongs now: it is shown this once, and kept nowhere. Whoever has it can{" "}
          {scopesInWords(scopes)} in your name.
        </p>
      </section>
      {scopes.includes("read") && (
        <>
          <Example says="Who you are to a program:">
            {`curl -H "Authorization: Bearer ${token}" ${at("/api/v1/me")}`}
          </Example>
          <Example says="The programs of Hugging Face, with this site in its place:">
            {`HF_ENDPOINT=${site.origin} HF_TOKEN=${token} hf papers list`}
          </Example>
          <p>
            A feed reader that asks for a name and a password takes any name, and the token for the
            password.
          </p>
        </>
      )}
    </div>
  );
}

function Example({ says, children }: { says: string; children: string }) {
  return (
    <section>
      <p>{says}</p>
      <pre data-copied>{children}</pre>
      <button class="link" type="button" data-copy hidden>
        Copy
      </button>
    </section>
  );
}
