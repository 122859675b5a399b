import type { ReactNode } from "react";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import { entryOf } from "#lib/map/current.ts";
import type { SystemView } from "#lib/map/systems/read.ts";
import { plain, stateWords, timeWords } from "./words.ts";

/** What one wants to know of a system first. */
export function AtAGlance({ view, kind }: { view: SystemView; kind: string }) {
  const { health } = view;
  const system = entryOf(view.id)?.system;
  const categories = [...new Set(system?.collections.map((one) => one.category) ?? [])];
  return (
    <dl className="facts">
      <Fact term="How it stands">
        {stateWords[view.state].about}
        {view.changedAt ? (
          <span className="fact-since">
            Since <Moment at={view.changedAt} />, {view.changedBy}: “{view.reason}”
          </span>
        ) : null}
      </Fact>
      <Fact term="Kind">{kind}</Fact>
      <Fact term="Answers for it">{system ? `${system.owner.name}, ${system.owner.email}` : "Nobody"}</Fact>
      <Fact term="Data lies in">{system?.country ?? "Not said"}</Fact>
      <Fact term="Last answer">
        {health.lastSuccessAt ? <Moment at={health.lastSuccessAt} /> : "None in the last thirty days"}
      </Fact>
      <Fact term="Usual time">{timeWords(health.p50Ms)}</Fact>
      <Fact term="Failed, last day">
        {health.conversations === 0
          ? "Nobody asked it anything"
          : `${health.failed} of ${health.conversations.toLocaleString("en-GB")} conversations`}
      </Fact>
      <Fact term="Tasks waiting">
        {health.waiting === 0 ? "None" : health.waiting}
        {health.heldBack > 0 ? `, ${health.heldBack} of them held back by staff` : ""}
      </Fact>
      <Fact term="Copies of data">
        {view.connector === "human" ? "Its owner is asked by mail, and answers" : "Read by Habeas itself"}
      </Fact>
      <Fact term="Other rights">A task on the desk, done by hand and recorded</Fact>
      <Fact term="Covers">{categories.map(plain).join(", ") || "Nothing yet"}</Fact>
      <Fact term="Map">
        {view.collections === 1 ? "1 collection" : `${view.collections} collections`}
        {view.version === null || view.state === "draft" ? "" : `, version ${view.version} in force`}
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
