// The small charts of the status page.
import type { Status } from "../../editions/status.ts";
import { links } from "../../links.ts";
import { dayPeriod, shortDate, type Day } from "../../papers/period.ts";
import { Bar } from "./bar.tsx";
import { hostNames } from "../../turns.ts";
import { timeIn, momentIn } from "../../papers/moments.ts";
import { SmallChart } from "./small-chart.tsx";
import { count, figure } from "../../papers/words.ts";

interface FiguresProps {
  status: Status;
  timeZone: string;
}

export function Figures({ status, timeZone }: FiguresProps) {
  return (
    <div class="figures">
      <Announced status={status} timeZone={timeZone} />
      <Requests status={status} timeZone={timeZone} />
      <Index status={status} />
    </div>
  );
}

function Announced({ status: { edition, history, now }, timeZone }: FiguresProps) {
  const { day, receipt } = edition;
  const wanted = receipt.announced - receipt.hidden;
  const short = history.findLast((each) => each.known && each.missing > 0);
  const since = receipt.hereSince
    ? `, ${momentIn(timeZone, receipt.hereSince, new Date(now))}`
    : "";
  return (
    <SmallChart
      name="Announced and here"
      figure={figure(receipt.here + receipt.merged)}
      of={receipt.known ? `of ${figure(wanted)}${since}` : `of ${dayMonth(day)} so far`}
      says={`Papers announced and here on the last ${history.length} listing days, ${dayMonth(history[0]!.day)} to ${dayMonth(day)}.`}
      bars={history.map((each) => ({
        value: each.here ?? 0,
        expected: each.known ? each.announced - each.hidden : 0,
        now: each.day === day,
      }))}
      first={dayMonth(history[0]!.day)}
      last={dayMonth(day)}
      point={
        short && {
          index: history.indexOf(short),
          words: `${dayMonth(short.day)}: ${figure(short.missing ?? 0)} missing`,
        }
      }
    >
      <details class="figure-table">
        <summary>As a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Announced</th>
              <th scope="col">Here</th>
              <th scope="col">Hidden</th>
              <th scope="col">Missing</th>
            </tr>
          </thead>
          <tbody>
            {history.toReversed().map((each) => (
              <tr>
                <th scope="row">
                  <a href={links.receipt(dayPeriod(each.day))}>{dayMonth(each.day)}</a>
                </th>
                {[each.announced, each.here, each.hidden, each.missing].map((papers) => (
                  <td>{papers === null ? "—" : figure(papers)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </SmallChart>
  );
}

const msPerHour = 3_600_000;

function Requests({ status: { requests, hosts, now }, timeZone }: FiguresProps) {
  const total = requests.reduce((sum, each) => sum + each.requests, 0);
  const failed = requests.reduce((sum, each) => sum + each.failed, 0);
  const begin = new Date(Date.parse(now) - msPerHour);
  const asked = hosts.length > 0 ? hosts : (["arxiv"] as const);
  const names = asked.map((host) => hostNames[host]).join(" and ");
  const each = asked.length > 1 ? " each" : "";
  return (
    <SmallChart
      name="Requests in the last hour"
      figure={figure(total)}
      of={`to ${names}, at most one in three seconds${each}${failed > 0 ? `; ${figure(failed)} failed` : ""}`}
      says={`${count(total, "request")} to ${names} from ${timeIn(timeZone, begin)} to ${timeIn(timeZone, now)}, ${figure(failed)} of them failed.`}
      bars={requests.map((each, index) => ({
        value: each.requests,
        now: index === requests.length - 1,
      }))}
      first={timeIn(timeZone, begin)}
      last={`now, ${timeIn(timeZone, now)}`}
    />
  );
}

function Index({ status: { index } }: { status: Status }) {
  const behind = Math.max(0, index.papers - index.indexed);
  return (
    <section class="figure">
      <h2>Search index</h2>
      <p>
        <strong>{figure(index.indexed)}</strong>{" "}
        <small>
          of {count(index.papers, "paper")}; behind by {figure(behind)}
        </small>
      </p>
      <ul class="bars">
        <Bar
          name={behind === 0 ? "Every paper can be searched" : "Can be searched"}
          figure={`${index.papers === 0 ? 100 : Math.floor((100 * index.indexed) / index.papers)}\u00a0%`}
          share={index.papers === 0 ? 1 : index.indexed / index.papers}
        />
      </ul>
    </section>
  );
}

/** `27 March` */
function dayMonth(day: Day): string {
  return shortDate(day).replace(/^\w+ /, "");
}
