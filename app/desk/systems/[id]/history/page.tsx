import { Moment } from "#app/desk/_kit/Moment.tsx";
import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { loadSystem, type SystemProps } from "#app/desk/_systems/load.ts";
import { Runs } from "#app/desk/_systems/Runs.tsx";
import { SystemFrame } from "#app/desk/_systems/SystemFrame.tsx";
import { eventWords } from "#app/desk/_systems/words.ts";
import { systemHistory } from "#lib/map/systems/history.ts";

export default async function HistoryPage({ params }: SystemProps) {
  const { staff, view, mayManage } = await loadSystem(params);
  if (!view) return <NotHere staff={staff} />;
  const { events, runs } = await systemHistory(staff, view.id);
  const keyed = events.map((event, index) => ({ event, key: `${event.at.toISOString()} ${index}` }));
  return (
    <SystemFrame staff={staff} view={view} part="history" title="History" mayManage={mayManage}>
      <section aria-labelledby="done">
        <h2 id="done">What was done</h2>
        {events.length === 0 ? (
          <p className="faint">Nobody at the desk has done anything about it yet.</p>
        ) : null}
        <ol className="history events">
          {keyed.map(({ event, key }) => (
            <li key={key}>
              <p>{eventWords(event.kind, event.data)}</p>
              <p className="faint">
                <Moment at={event.at} />, {event.actor}
              </p>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="conversations">
        <h2 id="conversations">Conversations</h2>
        <Runs runs={runs} label="Conversations" />
      </section>
    </SystemFrame>
  );
}
