// The tables of the status page: what works, and what happened.
import { sourceName } from "../../papers/source-name.ts";
import type { Happening, PastHarvest, SourceHealth } from "../../catalogue/harvest/health.ts";
import { hostOf } from "../../catalogue/harvest/harvests.ts";
import type { NextRun, Status } from "../../editions/status.ts";
import { hostNames } from "../../turns.ts";
import { ShortMoment } from "./dates.tsx";
import { clockName } from "../../papers/moments.ts";
import { count, figure } from "../../papers/words.ts";

interface TableProps {
  status: Status;
  next: readonly NextRun[];
  timeZone: string;
}

export function Work({ status, next, timeZone }: TableProps) {
  const now = new Date(status.now);
  const others = next.filter(({ task }) => !status.sources.some((each) => each.source === task));
  return (
    <section class="work">
      <h2>
        Work <small>{clockName(timeZone)}</small>
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Task</th>
            <th scope="col">Last run</th>
            <th scope="col" class="number wide-cell">
              Took
            </th>
            <th scope="col">Next</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {status.sources.map((health) => (
            <SourceRows
              health={health}
              status={status}
              next={next.find((each) => each.task === health.source)?.at}
              timeZone={timeZone}
            />
          ))}
          <tr>
            <th scope="row">Search index</th>
            <td>with every paper</td>
            <td class="number wide-cell" />
            <td>on change</td>
            <td>
              {status.index.indexed < status.index.papers ? (
                <State kind="waiting">behind</State>
              ) : (
                <State kind="done">current</State>
              )}
            </td>
          </tr>
          {others.map(({ task, at }) => (
            <tr>
              <th scope="row">{task.charAt(0).toUpperCase() + task.slice(1)}</th>
              <td />
              <td class="number wide-cell" />
              <td>
                <ShortMoment timeZone={timeZone} at={at} now={now} />
              </td>
              <td>
                <State kind="done">planned</State>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface SourceRowsProps {
  health: SourceHealth;
  status: Status;
  next: Date | undefined;
  timeZone: string;
}

function SourceRows({ health, status, next, timeZone }: SourceRowsProps) {
  const { source, last, lastSuccess, lastFailure } = health;
  const host = hostNames[hostOf(source)];
  const now = new Date(status.now);
  const at = (moment: string) => <ShortMoment timeZone={timeZone} at={moment} now={now} />;
  const recovered = lastFailure && lastSuccess && lastSuccess > lastFailure.endedAt!;
  return (
    <>
      <tr class={lastFailure ? "with-note" : undefined}>
        <th scope="row">
          {sourceName(source)}{" "}
          {host !== sourceName(source) && <small class="wide-only">{host}</small>}
        </th>
        <td>
          {last ? (
            <>
              {at(last.endedAt!)}
              {last.received > 0 && `, ${received(last)}`}
            </>
          ) : (
            "never"
          )}
        </td>
        <td class="number wide-cell">{last && took(last)}</td>
        <td>{next ? <ShortMoment timeZone={timeZone} at={next} now={now} /> : "—"}</td>
        <td>
          <SourceState health={health} />
        </td>
      </tr>
      {lastFailure && (
        <tr class="note-row">
          <td colspan={5}>
            {recovered ? "Last error, since recovered" : "Last error"}, {at(lastFailure.endedAt!)}:{" "}
            {lastFailure.reason ?? outcomeWords[lastFailure.outcome ?? "failed"]}
            {!recovered && <> Last success: {lastSuccess ? at(lastSuccess) : "never"}.</>}
          </td>
        </tr>
      )}
    </>
  );
}

function received({ source, received }: PastHarvest): string {
  return count(received, source === "arxiv-oai" ? "record" : "paper");
}

function SourceState({ health: { source, last, running, host } }: { health: SourceHealth }) {
  const waiting = `waiting for ${hostNames[hostOf(source)]}`;
  if (host.refused) return <State kind="failed">refused</State>;
  if (running) return <State kind="running">running</State>;
  if (host.waitUntil) return <State kind="waiting">{waiting}</State>;
  if (!last) return <State kind="never">not yet asked</State>;
  if (last.outcome === "success") return <State kind="done">done</State>;
  if (last.outcome === "interrupted") return <State kind="waiting">interrupted</State>;
  if (last.outcome === "busy") return <State kind="waiting">{waiting}</State>;
  return <State kind="failed">{outcomeWords[last.outcome ?? "failed"]}</State>;
}

const outcomeWords: Record<NonNullable<PastHarvest["outcome"]>, string> = {
  success: "done",
  stale: "stale",
  empty: "empty",
  cut: "cut short",
  busy: "busy",
  refused: "refused",
  unreachable: "not reached",
  malformed: "not readable",
  failed: "failed",
  interrupted: "interrupted",
};

type StateKind = "done" | "running" | "waiting" | "failed" | "never";

/** A shape, a colour and a word, so that none of them has to say it alone. */
function State({ kind, children }: { kind: StateKind; children: string }) {
  return (
    <span class={`state state-${kind}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {shapes[kind]}
      </svg>
      {children}
    </span>
  );
}

const shapes = {
  done: <circle cx="6" cy="6" r="4" class="solid" />,
  running: <path d="M3 2l7 4-7 4z" class="solid" />,
  waiting: <path d="M6 1l5 5-5 5-5-5z" class="outline" />,
  failed: <path d="M2 2l8 8M10 2l-8 8" class="outline" />,
  never: <circle cx="6" cy="6" r="4" class="outline" />,
};

export function WhatHappened({ status, timeZone }: Omit<TableProps, "next">) {
  const now = new Date(status.now);
  return (
    <section class="happened">
      <h2>
        What happened <small>{clockName(timeZone)}</small>
      </h2>
      {status.happenings.length === 0 ? (
        <p>Nothing yet.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Event</th>
            </tr>
          </thead>
          <tbody>
            {status.happenings.map((each) => (
              <tr>
                <td>
                  <ShortMoment timeZone={timeZone} at={each.endedAt!} now={now} />
                </td>
                <td>{eventOf(each)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function eventOf(happening: Happening): string {
  const { source, outcome, reason, times } = happening;
  const name = sourceName(source);
  const often = times > 1 ? ` (${figure(times)} times)` : "";
  if (outcome !== "success") {
    return `${name}: ${reason ?? outcomeWords[outcome ?? "failed"]}${often}`;
  }
  const brought = [
    happening.new > 0 && `${figure(happening.new)} new`,
    happening.changed > 0 && `${figure(happening.changed)} changed`,
  ].filter(Boolean);
  const what =
    brought.length > 0 ? `${brought.join(", ")} of ${received(happening)}` : "answers again";
  return `${name}: ${what}${reason === undefined ? "" : `. ${reason}`}`;
}

function took({ startedAt, endedAt }: PastHarvest): string {
  const seconds = (Date.parse(endedAt!) - Date.parse(startedAt)) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)}\u00a0s`;
  if (seconds < 120) return `${Math.round(seconds)}\u00a0s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes}\u00a0min` : `${Math.round(minutes / 60)}\u00a0h`;
}
