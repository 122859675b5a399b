import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { AlertTable } from "#app/desk/_alerts/AlertTable.tsx";
import { CameBackList } from "#app/desk/_alerts/CameBackList.tsx";
import { HealthAlerts } from "#app/desk/_alerts/HealthAlerts.tsx";
import { HouseAlerts } from "#app/desk/_alerts/HouseAlerts.tsx";
import { UnusualAlerts } from "#app/desk/_alerts/UnusualAlerts.tsx";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { readCameBack } from "#lib/erasure/sweep/all.ts";
import { listHealthAlerts } from "#lib/health/alerts.ts";
import { listUnusual } from "#lib/health/unusual.ts";
import { listHouseAlerts } from "#lib/preference/alert.ts";
import { listAlerts } from "#lib/request/clocks/sweep/alerts.ts";
import { allowed } from "#lib/staff/permissions.ts";

/** What the clocks have told and nobody has seen yet. */
export default async function AlertsPage() {
  const { staff, alerts, more, found, sweeps, ofHouse, ofHealth, ofStaff } = await made(
    "/desk/alerts",
    async () => {
      const staff = await requireStaff();
      const { found, sweeps } = await readCameBack(staff);
      const ofHouse = await listHouseAlerts(staff);
      const ofHealth = await listHealthAlerts(staff);
      const ofStaff = await listUnusual(staff);
      return { staff, found, sweeps, ofHouse, ofHealth, ofStaff, ...(await listAlerts(staff)) };
    },
  );
  const maySee = allowed(staff.role, "work");
  const besides = found.length + ofHouse.length + ofHealth.length + ofStaff.length > 0;
  return (
    <Frame title="Alerts" staff={staff} back={{ href: "/desk", words: "Queue" }}>
      <NoticeBox notice={await readNotice()} />
      <p>
        <a href="/desk/told">Recipients of data who have not answered</a>
      </p>
      {alerts.length === 0 && besides ? <h1>Alerts</h1> : null}
      <HealthAlerts alerts={ofHealth} maySee={maySee} mayLook={allowed(staff.role, "see_health")} />
      <UnusualAlerts alerts={ofStaff} maySee={maySee} />
      <HouseAlerts alerts={ofHouse} maySee={maySee} />
      <CameBackList found={found} sweeps={sweeps} />
      {alerts.length === 0 && besides ? null : alerts.length === 0 ? (
        <div className="empty alerts-empty">
          <h1>No alert is waiting.</h1>
          <p>Nothing that the clocks have told is left unseen. What comes next stands in the queue.</p>
        </div>
      ) : (
        <>
          <header className="alerts-head">
            <div>
              <h1>Alerts</h1>
              <p className="alerts-sum">
                {more
                  ? `The worst ${alerts.length} of more. Each is told once.`
                  : `${counted(alerts.length, "alert that nobody has seen.", "alerts that nobody has seen.")} Each is told once.`}
              </p>
            </div>
            {maySee ? (
              <form action="/desk/alerts/seen" method="post">
                {alerts.map(({ id }) => (
                  <input key={id} type="hidden" name="alert" value={id} />
                ))}
                <Button second data-key="s">
                  Mark these as seen <kbd>s</kbd>
                </Button>
              </form>
            ) : null}
          </header>
          <AlertTable alerts={alerts} maySee={maySee} />
        </>
      )}
    </Frame>
  );
}
