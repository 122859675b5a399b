import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { Checks } from "#app/desk/_health/Checks.tsx";
import { Deleted } from "#app/desk/_health/Deleted.tsx";
import { Systems } from "#app/desk/_health/Systems.tsx";
import { Troubles } from "#app/desk/_health/Troubles.tsx";
import { Workers } from "#app/desk/_health/Workers.tsx";
import { inOneSentence } from "#app/desk/_health/words.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { readHealth } from "#lib/health/read.ts";

/** How Habeas itself is: what is wrong first, with what to do, then everything that is looked at. */
export default async function HealthPage() {
  const { staff, health } = await made("/desk/health", async () => {
    const staff = await requireStaff();
    return { staff, health: await orNull(readHealth(staff)) };
  });
  if (!health) return <NotHere staff={staff} />;
  const { checks, workers, systems, rounds } = health;
  const wrong = checks.filter(({ state }) => state !== "well");
  return (
    <Frame title="Health" staff={staff} back={{ href: "/desk", words: "Queue" }} here="/desk/health">
      <header className="log-head">
        <div>
          <h1>{inOneSentence(checks)}</h1>
          <p>Habeas itself: its workers, its database, its keys. The data of people is not on this page.</p>
        </div>
        <ButtonLink second href="/desk/health" data-key="r">
          Look again <kbd>r</kbd>
        </ButtonLink>
      </header>
      <Troubles checks={wrong} />
      <Checks checks={checks.filter(({ state }) => state === "well")} />
      <Workers workers={workers} />
      <Systems systems={systems} />
      <Deleted rounds={rounds} />
    </Frame>
  );
}
