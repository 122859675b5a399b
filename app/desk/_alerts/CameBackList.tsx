import type { CameBackView, SweepView } from "#lib/erasure/sweep/all.ts";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted } from "../_kit/words.ts";

/** People who were erased and were found again, system by system. */
export function CameBackList({
  found,
  sweeps,
}: {
  found: readonly CameBackView[];
  sweeps: readonly SweepView[];
}) {
  const blind = sweeps.filter(({ cannot, trouble }) => cannot !== null || trouble !== null);
  return (
    <>
      {found.length > 0 ? <Found found={found} /> : null}
      {blind.length > 0 ? (
        <details>
          <summary>
            {counted(blind.length, "system is", "systems are")} not looked through for people who were erased
          </summary>
          <ul className="blocking">
            {blind.map((one) => (
              <li key={one.systemId}>
                {one.title}: {one.cannot ?? one.trouble}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function Found({ found }: { found: readonly CameBackView[] }) {
  return (
    <section aria-labelledby="came-back" className="desk-panel desk-panel-plum">
      <h2 id="came-back">Erased, and found again</h2>
      <ul className="blocking">
        {found.map((one) => (
          <li key={`${one.reference} ${one.systemId} ${one.state}`}>
            <a href={requestAddress(one.reference, "/erase")}>{one.reference}</a>: {one.title},{" "}
            {counted(one.records, "record", "records")} since <Moment at={one.since} />
            {one.state === "planned" ? ". A new plan lists them." : ". Decide what becomes of it."}
          </li>
        ))}
      </ul>
    </section>
  );
}
