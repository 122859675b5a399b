import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { askedFigures, figuresAddress } from "#app/desk/_figures/address.ts";
import { FiguresTable } from "#app/desk/_figures/FiguresTable.tsx";
import { Opinions } from "#app/desk/_figures/Opinions.tsx";
import { Publishing } from "#app/desk/_figures/Publishing.tsx";
import { lawTitle } from "#app/desk/_figures/words.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { readOpinions } from "#lib/dealing/opinion.ts";
import { figuresOf } from "#lib/decision/figures.ts";
import { lawsWithFigures, publishedTables } from "#lib/decision/publish.ts";
import { companyToday } from "#lib/map/today.ts";
import { allowed } from "#lib/staff/permissions.ts";

type Props = { searchParams: Promise<{ year?: string | string[]; law?: string | string[] }> };

/** What came of the requests of a year, by right: for the team, and for everybody once it is published. */
export default async function FiguresPage({ searchParams }: Props) {
  const query = await searchParams;
  const { staff, figures, laws, opinions, published } = await made("/desk/figures", async () => {
    const staff = await requireStaff();
    const laws = await lawsWithFigures(staff);
    const { year, law } = askedFigures(query);
    // A law that was typed into the address and is none shows all requests.
    const figures = await figuresOf(staff, year, law !== null && laws.includes(law) ? law : null);
    const opinions = await readOpinions(staff);
    return { staff, figures, laws, opinions, published: await publishedTables() };
  });
  const { year, law, rows } = figures;
  const thisYear = Number(companyToday().slice(0, 4));
  const years = Array.from({ length: thisYear - 2017 }, (_, at) => thisYear - at);
  const mine = published.find((one) => one.year === year && one.law === law) ?? null;
  return (
    <Frame title="Figures" staff={staff} back={{ href: "/desk", words: "Queue" }}>
      <NoticeBox notice={await readNotice()} />
      <h1>Figures of a year</h1>
      <form action="/desk/figures" method="get" className="figures-choose">
        <label>
          Received in
          <select name="year" defaultValue={year}>
            {years.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <label>
          Under
          <select name="law" defaultValue={law ?? ""}>
            <option value="">all laws, each request once</option>
            {laws.map((one) => (
              <option key={one} value={one}>
                {lawTitle(one)}
              </option>
            ))}
          </select>
        </label>
        <Button second>Show</Button>
      </form>
      {rows.length > 0 ? (
        <>
          <FiguresTable
            rows={rows}
            caption={`Requests received in ${year}, ${law === null ? "all laws" : lawTitle(law)}`}
          />
          <p>
            <a href={figuresAddress("/csv", { year, law })}>Download as a table (CSV)</a>. Days run from
            receipt to the answer; on time means within the legal time, longer only where it was validly
            extended. Requests that were answered before records were kept are not counted.
          </p>
        </>
      ) : (
        <p>No request of {year} is on record here.</p>
      )}
      <Opinions months={opinions} />
      <Publishing figures={figures} published={mine} may={allowed(staff.role, "publish_figures")} />
    </Frame>
  );
}
