// The fields of a wish: how often, of what, how much, when. Plain fields with one meaning each, so that
// they work without a script.
import type { Child, PropsWithChildren } from "hono/jsx";
import { longestFollow, mostFollows } from "../../email/subscriptions/parse-wish.ts";
import { isNextMorning } from "../../email/digests/due.ts";
import { listZones } from "../../email/subscriptions/time-zones.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { lengthOf, sectionsHere, usualDraft, type WishDraft, type WishFaults } from "../wishes.ts";
import { sectionName } from "./wish-words.tsx";
import { count } from "../../papers/words.ts";

interface WishFieldsProps {
  web: Web;
  draft: WishDraft;
  faults?: WishFaults | undefined;
  /** Whether what somebody's account follows can be chosen. */
  offersFollowing?: boolean;
  /** A script may choose the zone of the browser's clock: nobody has chosen one yet. */
  ownZone?: boolean;
}

export function WishFields({
  web,
  draft,
  faults = new Map(),
  offersFollowing = false,
  ownZone = false,
}: WishFieldsProps) {
  return (
    <>
      <Part legend="How often" faults={faultsOf(faults, /^frequency$/)}>
        <Rhythm chosen={draft.frequency} />
      </Part>
      <Part
        legend="What you follow"
        says="It stands first in your letter, if it was announced. Follow nothing, and you get what stands first for everybody."
        faults={faultsOf(faults, /^(section|q\d+|following|follows)$/)}
      >
        {(offersFollowing || draft.following) && <Account draft={draft} />}
        <Sections web={web} draft={draft} />
        <Queries draft={draft} faults={faults} />
      </Part>
      <Part legend="How much" faults={faultsOf(faults, /^length$/)}>
        <Length web={web} chosen={draft.length} isFault={faults.has("length")} />
      </Part>
      <Part
        legend="When"
        says={`${daysOf(draft)} An edition that is late comes as soon as it is here.`}
        faults={faultsOf(faults, /^(hour|zone)$/)}
      >
        <Hour web={web} draft={draft} faults={faults} ownZone={ownZone} />
      </Part>
    </>
  );
}

/** On which days letters come at that hour, by that clock. */
function daysOf({ hour, timeZone }: WishDraft): string {
  const [, hours, minutes] = /^(\d{1,2}):(\d\d)/.exec(hour) ?? [];
  try {
    const at = { hour: Number(hours) * 60 + Number(minutes), timeZone };
    if (isNextMorning(at)) return "Tuesday to Saturday, each time after a day with papers.";
  } catch {
    // What was typed is no hour or no clock; that is told below.
  }
  return "Monday to Friday, on days with papers.";
}

type Fault = readonly [field: string, says: string];

function faultsOf(faults: WishFaults, fields: RegExp): Fault[] {
  return [...faults].filter(([field]) => fields.test(field));
}

function faultId(field: string): string {
  return `fault-${field}`;
}

/** Told to those who hear the field. */
function mistaken(field: string, isFault: boolean) {
  return isFault
    ? ({ "aria-invalid": "true", "aria-describedby": faultId(field) } as const)
    : undefined;
}

interface PartProps {
  legend: string;
  says?: string;
  faults: readonly Fault[];
}

function Part({ legend, says, faults, children }: PropsWithChildren<PartProps>) {
  return (
    <fieldset class="wish-part">
      <legend>{legend}</legend>
      {says && <p class="wish-says">{says}</p>}
      <div class="wish-fields">
        {children}
        {faults.map(([field, fault]) => (
          <p class="error" id={faultId(field)}>
            <strong aria-hidden="true">!</strong> {fault}
          </p>
        ))}
      </div>
    </fieldset>
  );
}

const rhythms = [
  ["daily", "Every weekday", "one letter for each edition"],
  ["weekly", "Once a week", "when the week is over"],
  ["alert", "Only when there is something I follow", "else no letter"],
] as const;

function Rhythm({ chosen }: { chosen: string }) {
  return (
    <div class="wish-choices">
      {rhythms.map(([value, name, means]) => (
        <Tick type="radio" name="frequency" value={value} checked={value === chosen}>
          {name} <small>{means}</small>
        </Tick>
      ))}
    </div>
  );
}

function Account({ draft: { following } }: { draft: WishDraft }) {
  return (
    <Group name="Your account">
      <div class="wish-choices">
        <Tick type="checkbox" name="following" value="1" checked={following}>
          What I follow here <small>all that stands at Following, as it is on the day</small>
        </Tick>
      </div>
    </Group>
  );
}

interface TickProps {
  type: "radio" | "checkbox";
  name: string;
  value: string;
  checked: boolean;
}

function Tick({ children, ...input }: PropsWithChildren<TickProps>) {
  return (
    <label class="wish-tick">
      <input {...input} />
      <span>{children}</span>
    </label>
  );
}

/** The owner's sections, then the categories of this instance and whatever is followed besides. */
async function Sections({ web, draft }: { web: Web; draft: WishDraft }) {
  const { sections: saved, config } = web;
  const own = saved.map((each) => each.address);
  const others = await sectionsHere(web, draft.sections);
  const categories = new Set([...config.ARXIV_CATEGORIES, ...others]).difference(new Set(own));
  const ticks = (addresses: Iterable<string>) =>
    [...addresses].map((address) => (
      <Tick
        type="checkbox"
        name="section"
        value={address}
        checked={draft.sections.includes(address)}
      >
        {sectionName(address, saved)}
      </Tick>
    ));
  return (
    <>
      {own.length > 0 && (
        <Group name="Sections">
          <div class="wish-choices wish-many">{ticks(own)}</div>
        </Group>
      )}
      <Group name="Categories">
        <div class="wish-choices wish-many">{ticks(categories)}</div>
      </Group>
    </>
  );
}

function Group({ name, children }: { name: string; children: Child }) {
  return (
    <div class="wish-group" role="group" aria-label={name}>
      <p class="wish-name" aria-hidden="true">
        {name}
      </p>
      {children}
    </div>
  );
}

const fewestQueries = 3;

/** Always with a field or two that are empty, so that there is room for more. */
function Queries({ draft: { queries }, faults }: { draft: WishDraft; faults: WishFaults }) {
  const shown = queries.slice(0, mostFollows);
  const fields = Math.min(mostFollows, Math.max(fewestQueries, shown.length + 2));
  return (
    <Group name="Searches">
      <div class="wish-queries">
        {Array.from({ length: fields }, (_, index) => (
          <input
            type="text"
            name="q"
            value={shown[index]}
            maxlength={longestFollow}
            aria-label={`Search ${index + 1}`}
            placeholder={index === 0 ? "cat:cs.RO manipulation has:code" : undefined}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            {...mistaken(`q${index}`, faults.has(`q${index}`))}
          />
        ))}
      </div>
      <p class="wish-says">
        As in the search box. <a href={links.searchHelp}>What a search can say</a>
      </p>
    </Group>
  );
}

const manyPapers = [3, 5, 8, 12, 20, 30, 50];
const manyMinutes = [5, 10, 15, 20, 30];

function Length({ web, chosen, isFault }: { web: Web; chosen: string; isFault: boolean }) {
  const papers = manyPapers.map((many) => lengthOf(many, "paper"));
  const minutes = manyMinutes.map((many) => lengthOf(many, "minute"));
  const offered = ["", ...papers, ...minutes];
  return (
    <label class="wish-field">
      <span class="hidden">Length of a letter</span>
      <select name="length" {...mistaken("length", isFault)}>
        <Option value="" chosen={chosen}>
          As usual here, at most {count(web.config.DIGEST_PAPERS, "paper")}
        </Option>
        {!offered.includes(chosen) && !isFault && (
          <Option value={chosen} chosen={chosen}>
            {lengthInWords(chosen)}
          </Option>
        )}
        <optgroup label="So many papers">
          {papers.map((each) => (
            <Option value={each} chosen={chosen}>
              {lengthInWords(each)}
            </Option>
          ))}
        </optgroup>
        <optgroup label="So much time">
          {minutes.map((each) => (
            <Option value={each} chosen={chosen}>
              {lengthInWords(each)}
            </Option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}

function lengthInWords(length: string): string {
  return length.includes("paper") ? `At most ${length}` : `About ${length} of reading`;
}

function Option({ value, chosen, children }: { value: string; chosen: string; children: Child }) {
  return (
    <option value={value} selected={value === chosen}>
      {children}
    </option>
  );
}

interface HourProps {
  web: Web;
  draft: WishDraft;
  faults: WishFaults;
  ownZone: boolean;
}

function Hour({ web, draft, faults, ownZone }: HourProps) {
  const usual = usualDraft(web).timeZone;
  const isKnown = !faults.has("zone");
  const chosen = isKnown ? draft.timeZone : usual;
  return (
    <div class="wish-row">
      <label class="wish-field">
        <span>Hour</span>
        <input
          type="time"
          name="hour"
          value={draft.hour}
          {...mistaken("hour", faults.has("hour"))}
        />
      </label>
      <label class="wish-field wish-wide">
        <span>On the clock of</span>
        <select
          name="zone"
          data-own-zone={ownZone ? "" : undefined}
          {...mistaken("zone", !isKnown)}
        >
          {groupsOf([usual, chosen]).map(([region, zones]) =>
            region === undefined ? (
              zones.map((zone) => (
                <Option value={zone} chosen={chosen}>
                  {zone}
                </Option>
              ))
            ) : (
              <optgroup label={region}>
                {zones.map((zone) => (
                  <Option value={zone} chosen={chosen}>
                    {placeIn(zone)}
                  </Option>
                ))}
              </optgroup>
            ),
          )}
        </select>
      </label>
    </div>
  );
}

/** The time zones by region, those without one first. */
function groupsOf(besides: readonly string[]): [region: string | undefined, zones: string[]][] {
  const zones = new Set(["UTC", ...besides, ...listZones()]);
  const regionOf = (zone: string) => (zone.includes("/") ? zone.split("/")[0] : undefined);
  const groups = Map.groupBy([...zones].toSorted(), regionOf);
  return [...groups].toSorted(([one = ""], [other = ""]) => (one < other ? -1 : 1));
}

/** `Buenos Aires, Argentina` for `America/Argentina/Buenos_Aires` */
function placeIn(zone: string): string {
  return zone.split("/").slice(1).toReversed().join(", ").replaceAll("_", " ");
}

/** The same fields unseen, for a button that changes one thing of a wish. */
export async function HiddenWish({ web, draft }: { web: Web; draft: WishDraft }) {
  const fields: [name: string, value: string][] = [
    ["frequency", draft.frequency],
    ...(await sectionsHere(web, draft.sections)).map((each): [string, string] => ["section", each]),
    ...draft.queries.map((each): [string, string] => ["q", each]),
    ...(draft.following ? [["following", "1"] as [string, string]] : []),
    ["length", draft.length],
    ["hour", draft.hour],
    ["zone", draft.timeZone],
  ];
  return (
    <>
      {fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
