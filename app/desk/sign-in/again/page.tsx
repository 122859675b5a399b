import { requireStaff } from "#app/_auth/staff.ts";
import { Button } from "#app/_ui/Button.tsx";
import { houseSetting } from "#lib/config/policy.ts";

/** Between a legal act and the company's sign-in: why it is asked for, and that nothing is lost. */
export default async function SignInAgainPage() {
  await requireStaff();
  const minutes = houseSetting("step_up_minutes");
  return (
    <main id="main" className="sign-in">
      <title>Sign in again</title>
      <h1>Sign in again to do this</h1>
      <p>
        What you were about to do cannot be taken back. So we ask who you are if your last sign-in was more
        than {minutes} minutes ago.
      </p>
      <p>Nothing was done yet. What you filled in is kept for fifteen minutes.</p>
      <form action="/desk/sign-in/start" method="post">
        <input type="hidden" name="fresh" value="yes" />
        <Button>Sign in again</Button>
      </form>
      <p>
        <a href="/desk/sign-in/kept">Leave it, and go back</a>
      </p>
    </main>
  );
}
