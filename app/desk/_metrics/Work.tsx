import { DotStrip } from "#app/desk/_charts/DotStrip.tsx";
import { type Part as Piece, StackedBar, share } from "#app/desk/_charts/StackedBar.tsx";
import { Twin } from "#app/desk/_charts/Twin.tsx";
import type { Metrics, Took } from "#lib/metrics/read.ts";
import { listOf, openList } from "./links.ts";
import { Part } from "./Part.tsx";
import { number, span, stageWords, unitFor, waitsQuery, waitsWords } from "./words.ts";

/** The times of some stages or systems for a chart: in one unit, on one axis. */
function timed(all: readonly Took[]) {
  const unit = unitFor(Math.max(0, ...all.map(({ spread }) => spread?.p90 ?? 0)));
  return {
    axis: (value: number) => `${value} ${unit.name}`,
    spreadOf: ({ spread }: Took) =>
      spread && {
        median: spread.median / unit.minutes,
        p90: spread.p90 / unit.minutes,
        words: `${span(spread.median)}, nine of ten ${span(spread.p90)}`,
      },
  };
}

/** Where the time goes: by stage, and by whom it was waited for. */
export function Stages({ metrics: { stages, waits, asked } }: { metrics: Metrics }) {
  const order = Object.keys(stageWords);
  const sorted = stages.toSorted((a, b) => order.indexOf(a.what) - order.indexOf(b.what));
  const list = listOf("ended", asked);
  const { axis, spreadOf } = timed(stages);
  const parts: Piece[] = waits.map(({ what, n }) => ({
    key: what,
    name: waitsWords[what]?.name ?? what,
    tone: waitsWords[what]?.tone ?? "slate",
    n,
    words: span(n),
    href: list,
  }));
  return (
    <Part
      id="stages"
      title="Where the time goes"
      words="Of requests that were answered or ended: how long they were in each stage, and whom they waited for."
      empty={stages.length === 0 ? "No stage has been timed in this time." : null}
    >
      <DotStrip
        sentence="Time in each stage"
        rows={sorted.map((one) => ({
          key: one.what,
          name: stageWords[one.what] ?? one.what,
          of: { words: `${number(one.spread?.n ?? 0)} timed`, href: list },
          spread: spreadOf(one),
        }))}
        axis={axis}
      />
      <Twin
        caption="Time in each stage"
        head={["Stage", "Requests", "Median", "p90"]}
        rows={sorted.map((one) => ({
          key: one.what,
          cells: [
            { words: stageWords[one.what] ?? one.what },
            { words: number(one.spread?.n ?? 0), href: list },
            { words: one.spread ? span(one.spread.median) : "–" },
            { words: one.spread ? span(one.spread.p90) : "–" },
          ],
        }))}
      />
      {parts.length > 0 ? (
        <>
          <h3>Waited for</h3>
          <StackedBar
            sentence={`Time waited for: ${parts.map(({ name, words }) => `${name} ${words}`).join(", ")}.`}
            parts={parts}
          />
          <Twin
            caption="Time waited, by whom it was waited for"
            head={["Whom", "Time"]}
            rows={parts.map(({ key, name, words, href }) => ({
              key,
              cells: [{ words: name }, { words, href }],
            }))}
          />
        </>
      ) : null}
    </Part>
  );
}

/** Whom the open ones wait for now. */
export function OpenNow({ metrics: { ahead, asked } }: { metrics: Metrics }) {
  const others = Object.values(waitsQuery).map((term) => `-${term}`);
  const parts: Piece[] = ahead.open.map(({ what, n }) => ({
    key: what,
    name: waitsWords[what]?.name ?? what,
    tone: waitsWords[what]?.tone ?? "slate",
    n,
    words: number(n),
    href: openList(asked, ["is:open", ...(waitsQuery[what] ? [waitsQuery[what]] : others)]),
  }));
  return (
    <Part
      id="open"
      title="Open now, waiting for"
      words="As it stands this minute, whatever the period."
      empty={parts.length === 0 ? "Nothing is open." : null}
    >
      <StackedBar
        sentence={`Open requests wait for: ${parts.map(({ name, words }) => `${name} ${words}`).join(", ")}.`}
        parts={parts}
      />
      <Twin
        caption="Open requests, by whom they wait for"
        head={["Whom", "Requests"]}
        rows={parts.map(({ key, name, words, href }) => ({ key, cells: [{ words: name }, { words, href }] }))}
      />
    </Part>
  );
}

/** How long each system takes, and how often it failed on the way. */
export function Systems({
  metrics: { systems, asked },
  nameOf,
}: {
  metrics: Metrics;
  nameOf: (id: string) => string;
}) {
  const { axis, spreadOf } = timed(systems);
  const list = (system: string, state: string) =>
    listOf("ended", asked, [`system:${system}`, `state:${state}`]);
  return (
    <Part
      id="systems"
      title="Systems"
      words="From the question to the last of the answer, and how many questions met trouble on the way."
      empty={systems.length === 0 ? "No system was asked for what ended in this time." : null}
    >
      <DotStrip
        sentence="Time of each system"
        rows={systems.map((one) => ({
          key: one.what,
          name: nameOf(one.what),
          of: {
            words: one.trouble === 0 ? "no trouble" : `${number(one.trouble)} of ${number(one.asked)} failed`,
            href: one.trouble === 0 ? undefined : list(one.what, "troubled"),
          },
          spread: spreadOf(one),
        }))}
        axis={axis}
      />
      <Twin
        caption="Systems"
        head={["System", "Asked", "Met trouble", "Failure rate", "Median", "p90"]}
        rows={systems.map((one) => ({
          key: one.what,
          cells: [
            { words: nameOf(one.what) },
            { words: number(one.asked), href: list(one.what, "asked") },
            { words: number(one.trouble), href: list(one.what, "troubled") },
            { words: share(one.trouble, one.asked) },
            { words: one.spread ? span(one.spread.median) : "–" },
            { words: one.spread ? span(one.spread.p90) : "–" },
          ],
        }))}
      />
    </Part>
  );
}
