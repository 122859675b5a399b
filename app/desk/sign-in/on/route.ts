import { currentStaff } from "#app/_auth/staff.ts";
import { seeOther } from "#app/_forms/post.ts";
import { keptForm } from "#lib/staff/kept-form.ts";
import { homeOf } from "#lib/staff/permissions.ts";

/** From a sign-in to where somebody belongs: to the form that asked for it, or to the first page of their role. */
export async function GET(): Promise<Response> {
  const staff = await currentStaff();
  if (!staff) return seeOther("/desk/sign-in");
  return seeOther((await keptForm(staff.staffId)) ? "/desk/sign-in/kept" : homeOf(staff.role));
}
