import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { Care, Forecast, Grounds } from "#app/desk/_metrics/Care.tsx";
import { Choose } from "#app/desk/_metrics/Choose.tsx";
import { Flow, Outcomes } from "#app/desk/_metrics/Flow.tsx";
import { Headline } from "#app/desk/_metrics/Headline.tsx";
import { metricsAddress } from "#app/desk/_metrics/links.ts";
import { slowest } from "#app/desk/_metrics/slowest.ts";
import { ByMonth, Times } from "#app/desk/_metrics/Times.tsx";
import { OpenNow, Stages, Systems } from "#app/desk/_metrics/Work.tsx";
import { lawsWithFigures } from "#lib/decision/publish.ts";
import { allEntries, currentMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import { askedOf } from "#lib/metrics/asked.ts";
import { readMetrics } from "#lib/metrics/read.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** How the office runs: on time or not, and where the time goes. Every number leads to its list. */
export default async function MetricsPage({ searchParams }: Props) {
  const query = await searchParams;
  const { staff, asked, metrics, laws } = await made("/desk/metrics", async () => {
    const staff = await requireStaff();
    const asked = askedOf(query, companyToday());
    return { staff, asked, metrics: await readMetrics(staff, asked), laws: await lawsWithFigures(staff) };
  });
  const { company } = currentMap();
  const titles = new Map(allEntries().map(({ system }) => [system.id, system.title]));
  const nameOf = (id: string) => titles.get(id) ?? id;
  const brands = [{ id: "company", name: company.name }, ...(company.brands ?? [])].filter(
    ({ id }) => staff.scope.brands === null || staff.scope.brands.includes(id),
  );
  return (
    <Frame title="Metrics" staff={staff}>
      <div className="metrics-title">
        <h1>Metrics</h1>
        <Choose asked={asked} today={companyToday()} laws={laws} brands={brands} />
      </div>
      <Headline metrics={metrics} slow={slowest(metrics, nameOf)} />
      <div className="metrics-parts">
        <Flow metrics={metrics} />
        <Forecast metrics={metrics} />
        <OpenNow metrics={metrics} />
        <Times metrics={metrics} by="right" />
        <Times metrics={metrics} by="law" />
        <ByMonth metrics={metrics} />
        <Outcomes metrics={metrics} />
        <Stages metrics={metrics} />
        <Systems metrics={metrics} nameOf={nameOf} />
        <Grounds metrics={metrics} />
        <Care metrics={metrics} />
      </div>
      <p className="metrics-foot">
        <a href={metricsAddress("/csv", asked)}>Download these figures (CSV)</a>. Counted are requests of your
        scope, those that only named people may open among them. Figures are kept as requests change; records
        behind them go back two years. <a href="/desk/figures">Figures of a year, as laws want them</a>.
      </p>
    </Frame>
  );
}
