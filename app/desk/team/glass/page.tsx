import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { TextArea, TextField } from "#app/_ui/TextField.tsx";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { GlassList } from "#app/desk/_team/GlassList.tsx";
import { brokenGlasses, glassMinutes } from "#lib/request/break-glass.ts";
import { allowed } from "#lib/staff/permissions.ts";

/** The way to a request that is not yours to see, in an emergency; and for officers, who took it. */
export default async function GlassPage() {
  const { staff, glasses } = await made("/desk/team/glass", async () => {
    const staff = await requireStaff();
    const reads = allowed(staff.role, "close_off");
    return { staff, glasses: reads ? await brokenGlasses(staff) : null };
  });
  if (!allowed(staff.role, "break_glass")) return <NotHere staff={staff} />;
  return (
    <Frame title="Break the glass" staff={staff} back={{ href: "/desk", words: "Queue" }} here="/desk/team">
      <NoticeBox notice={await readNotice()} />
      <h1>Break the glass</h1>
      <p className="team-lead">
        Some requests are for a few people only. In an emergency you can open one for a short time. Every
        officer reads who did it and why, and it stays in the log.
      </p>
      <form action="/desk/team/glass/act" method="post" className="desk-form">
        <input type="hidden" name="act" value="break" />
        <TextField name="reference" label="Reference of the request" size="half" required />
        <TextArea name="reason" label="Why must you see it now?" rows={3} required maxLength={1000} />
        <fieldset className="choices-line">
          <legend>For how long?</legend>
          {glassMinutes.map((minutes, number) => (
            <label key={minutes} className="choice">
              <input type="radio" name="minutes" value={minutes} defaultChecked={number === 0} />
              {minutes < 60 ? `${minutes} minutes` : minutes === 60 ? "1 hour" : `${minutes / 60} hours`}
            </label>
          ))}
        </fieldset>
        <Button>Open it, and tell the officers</Button>
      </form>
      {glasses ? <GlassList glasses={glasses} me={staff.name} /> : null}
    </Frame>
  );
}
