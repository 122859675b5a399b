import { redirect } from "next/navigation";
import { requireStaff } from "#app/_auth/staff.ts";
import { Button } from "#app/_ui/Button.tsx";
import { houseSetting } from "#lib/config/policy.ts";
import { keptForm } from "#lib/staff/kept-form.ts";
import { homeOf } from "#lib/staff/permissions.ts";

/** What somebody had filled in before they signed in anew: one press sends it, or leaves it. */
export default async function KeptFormPage() {
  const staff = await requireStaff();
  const kept = await keptForm(staff.staffId);
  if (!kept) redirect(homeOf(staff.role));
  const reference = /^\/desk\/requests\/([A-Z0-9-]+)/.exec(kept.page)?.[1];
  const limit = houseSetting("step_up_minutes") * 60_000;
  const fresh = Date.now() - (staff.steppedUpAt?.getTime() ?? 0) <= limit;
  return (
    <main id="main" className="sign-in">
      <title>Go on where you were</title>
      <h1>{fresh ? "You are signed in. Go on?" : "You had begun something"}</h1>
      <p>
        {reference
          ? `What you filled in for ${reference} is still here.`
          : "What you filled in is still here."}{" "}
        It has not been sent.
      </p>
      <form action={kept.action} method="post">
        {kept.fields.map(([name, value], number) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: fields of one form may bear one name, and never change places
          <input key={number} type="hidden" name={name} value={value} />
        ))}
        <Button>Send it now</Button>
      </form>
      <form action="/desk/sign-in/kept/leave" method="post">
        <Button second>Leave it, and go back</Button>
      </form>
    </main>
  );
}
