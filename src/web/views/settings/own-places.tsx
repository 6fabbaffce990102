// Where else a reader finds what is theirs.
import { may, type Reader } from "../../../community/readers.ts";
import { links } from "../../../links.ts";

export function OwnPlaces({ reader }: { reader: Reader }) {
  return (
    <section>
      <h2>What is yours</h2>
      <ul class="own-places">
        <Place href={links.library} name="Library" says="the papers that you saved" />
        <Place
          href={links.following}
          name="Following"
          says="authors, words, categories, searches"
        />
        <Place href={links.hidden()} name="Hidden" says="what you never want to see on a list" />
        <Place href={links.invitations} name="Invitations" says="whom you brought here" />
        {may(reader, "pick") && (
          <Place href={links.picks} name="Picks" says="papers on top of an edition" />
        )}
        {(may(reader, "pick") || may(reader, "moderate")) && (
          <Place
            href={links.moderationClaims}
            name="Claims"
            says="who says they are an author of a paper"
          />
        )}
        {may(reader, "moderate") && (
          <Place href={links.moderationVotes} name="Votes" says="bursts that were damped" />
        )}
        {may(reader, "own") && (
          <Place href={links.ownerMail} name="Mail" says="how the letters of this site fare" />
        )}
        <Place href={links.settingsTokens} name="Tokens" says="let programs in, in your name" />
        <Place
          href={links.settingsData}
          name="Your data"
          says="take all of it along, or delete your account"
        />
      </ul>
    </section>
  );
}

function Place({ href, name, says }: { href: string; name: string; says: string }) {
  return (
    <li>
      <a href={href}>{name}</a> <span>{says}</span>
    </li>
  );
}
