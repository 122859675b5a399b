import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { ChangeTable } from "#app/desk/_law/ChangeTable.tsx";
import { LawTable } from "#app/desk/_law/LawTable.tsx";
import { dayOf } from "#lib/core/day.ts";
import { placeName } from "#lib/law/places.ts";
import { lawIds, regimes } from "#lib/law/regimes/all.ts";
import { findLaws } from "#lib/law/search.ts";
import { changesOf, versionsOn } from "#lib/law/timetable.ts";
import { currentMap } from "#lib/map/current.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Every law that the clock knows: what it asks, where that stands, and what changes when. */
export default async function LawPage({ searchParams }: Props) {
  const { place } = await searchParams;
  const typed = (typeof place === "string" ? place : "").trim().slice(0, 100);
  const { staff, today } = await made("/desk/law", async () => {
    const staff = await requireStaff();
    return { staff, today: dayOf(new Date(), currentMap().company.timezone) };
  });
  const { laws, places } = findLaws(regimes, typed);
  const { now, toCome } = versionsOn(laws, today);
  const changes = changesOf(laws).sort((a, b) => a.from.localeCompare(b.from));
  const ahead = changes.filter((one) => one.from > today);
  const past = changes.filter((one) => one.from <= today).reverse();
  return (
    <Frame title="The law" staff={staff} back={{ href: "/desk", words: "Queue" }}>
      <h1>The law</h1>
      <p className="law-sum">
        {lawIds.length} laws are known. A request is judged by the rules in force on its day of receipt, and
        keeps them. This is our reading of the law, not legal advice.{" "}
        <a href="/desk/law/holidays">Public holidays</a>
      </p>
      <search>
        <form action="/desk/law" method="get" className="law-search">
          <label htmlFor="place">Where somebody lives, or a law’s name</label>
          <input
            type="search"
            id="place"
            name="place"
            defaultValue={typed}
            data-key="/"
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
          />
          <Button second small>
            Search <kbd>/</kbd>
          </Button>
        </form>
      </search>
      {typed ? (
        <p role="status">
          {found(laws.length === 0, typed, places)} <a href="/desk/law">Show all laws</a>
        </p>
      ) : null}
      {laws.length > 0 ? (
        <>
          <section aria-labelledby="changes">
            <h2 id="changes">What changes when</h2>
            {ahead.length > 0 ? <ChangeTable changes={ahead} /> : <p>Nothing that we know of is to come.</p>}
            <details>
              <summary>What has changed so far, {past.length}</summary>
              <ChangeTable changes={past} />
            </details>
          </section>
          <section aria-labelledby="laws">
            <h2 id="laws">Laws</h2>
            <LawTable
              groups={[
                { title: "In force", laws: now },
                { title: "To come", laws: toCome },
              ]}
            />
          </section>
        </>
      ) : null}
    </Frame>
  );
}

function found(none: boolean, typed: string, places: string[]): string {
  const named = places.map((place) => placeName(place, "en")).join(", ");
  if (!none) return named ? `Laws that protect people in ${named}.` : `Laws whose name has “${typed}” in it.`;
  return named
    ? `We know of no law that protects people in ${named}. Their requests are answered by the company’s own promise.`
    : `No place and no law is called “${typed}”.`;
}
