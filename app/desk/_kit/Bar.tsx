import type { Staff } from "#app/_auth/staff.ts";
import { Button } from "#app/_ui/Button.tsx";
import { roleWords } from "./words.ts";

/** Who is at the desk, and the way out. */
export function SignedIn({ staff }: { staff: Staff }) {
  return (
    <form action="/desk/sign-out" method="post" className="signed-in">
      <span>
        {staff.name}, {roleWords[staff.role]}
      </span>
      <Button second small>
        Sign out
      </Button>
    </form>
  );
}
