import { randomUUID } from "node:crypto";
import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { countries, statesOfAmerica } from "#app/(portal)/ask/_flow/places.ts";
import { companyToday } from "#lib/map/today.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { Frame } from "../_kit/Frame.tsx";
import { NotHere } from "../_kit/NotHere.tsx";
import { LogForm } from "../_new/LogForm.tsx";
import { rightChoices } from "../_new/words.ts";

/** A request that reached the company by letter, mail or phone. */
export default async function NewPage() {
  const staff = await made("/desk/new", requireStaff);
  if (!allowed(staff.role, "work")) return <NotHere staff={staff} />;
  return (
    <Frame title="Log a request" staff={staff} back={{ href: "/desk", words: "Queue" }}>
      <header className="findings-head">
        <h1>Log a request that came elsewhere</h1>
        <p>
          By letter, mail or phone, or through another department. Its clock runs from the day on which it
          reached the company.
        </p>
      </header>
      <LogForm
        once={randomUUID()}
        today={companyToday()}
        countries={countries("en")}
        states={statesOfAmerica()}
        rights={rightChoices}
      />
    </Frame>
  );
}
