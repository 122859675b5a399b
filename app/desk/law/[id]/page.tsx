import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { ChangeTable } from "#app/desk/_law/ChangeTable.tsx";
import { Rights } from "#app/desk/_law/Rights.tsx";
import { Version } from "#app/desk/_law/Version.tsx";
import { dayOf } from "#lib/core/day.ts";
import { regimes } from "#lib/law/regimes/all.ts";
import { changesOf, versionsOn } from "#lib/law/timetable.ts";
import { currentMap } from "#lib/map/current.ts";

/** One law in every version that we know: its rules with their sources, and what changes when. */
export default async function OneLawPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { staff, today } = await made("/desk/law", async () => {
    const staff = await requireStaff();
    return { staff, today: dayOf(new Date(), currentMap().company.timezone) };
  });
  const versions = regimes.filter((one) => one.id === id).toReversed();
  const { now, toCome } = versionsOn(versions, today);
  const [current] = [...now, ...toCome, ...versions];
  if (!current) return <NotHere staff={staff} />;
  const changes = changesOf(versions).sort((a, b) => b.from.localeCompare(a.from));
  return (
    <Frame title={current.name} staff={staff} back={{ href: "/desk/law", words: "The law" }}>
      <h1>{current.name}</h1>
      <Rights law={current} day={current.from > today ? current.from : today} />
      {versions.map((law) => (
        <Version
          key={law.version}
          law={law}
          standing={now.includes(law) ? "in force" : law.from > today ? "to come" : "replaced"}
        />
      ))}
      <section aria-labelledby="changes">
        <h2 id="changes">What changes when</h2>
        <ChangeTable changes={changes} />
      </section>
    </Frame>
  );
}
