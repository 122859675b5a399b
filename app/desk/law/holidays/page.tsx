import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { Sourced } from "#app/desk/_law/Sourced.tsx";
import { date } from "#app/desk/_law/words.ts";
import { loadedHolidays } from "#lib/law/holidays/calendar.ts";
import { placeName } from "#lib/law/places.ts";

/** The public holidays that the clock knows, place by place and year by year, with where they were taken from. */
export default async function HolidaysPage() {
  const staff = await made("/desk/law/holidays", requireStaff);
  const { version, source, places } = loadedHolidays();
  const named = places
    .map((one) => ({ ...one, name: placeName(one.place, "en") }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
  return (
    <Frame title="Public holidays" staff={staff} back={{ href: "/desk/law", words: "The law" }}>
      <h1>Public holidays</h1>
      <p>
        {source} Loaded as {version}. Where a year is not loaded, no day is moved and the clock says so: the
        earlier day is the safe one.
      </p>
      <ul className="law-holidays">
        {named.map(({ place, name, years, source: own, confidence }) => (
          <li key={place}>
            <details>
              <summary>
                {name}, {years[0]?.year} to {years.at(-1)?.year}
              </summary>
              {own === source ? null : (
                <p>
                  <Sourced source={{ cite: own, confidence }} />
                </p>
              )}
              <dl className="facts">
                {years.map(({ year, days }) => (
                  <div key={year}>
                    <dt>{year}</dt>
                    <dd>{days.map((day) => date(day).replace(` ${year}`, "")).join(", ")}</dd>
                  </div>
                ))}
              </dl>
            </details>
          </li>
        ))}
      </ul>
    </Frame>
  );
}
