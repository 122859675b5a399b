import { missingSignInSettings } from "#app/_auth/staff.ts";
import { Button } from "#app/_ui/Button.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

function sentence(
  asked: Record<string, string | string[] | undefined>,
): { tone: "done" | "problem"; text: string } | null {
  if (asked.out !== undefined)
    return { tone: "done", text: "You are signed out, here and wherever this session was open." };
  if (asked.error === "AccessDenied") {
    return {
      tone: "problem",
      text: "Your company knows you, but has not given you a part at this desk. Ask whoever runs your company's sign-in to put you into a group of the privacy desk.",
    };
  }
  if (asked.error === "Ended") return { tone: "problem", text: "Your access to the desk has been ended." };
  if (asked.error !== undefined) {
    return {
      tone: "problem",
      text: "The sign-in did not come to an end. Try again; if it happens twice, tell whoever runs this service.",
    };
  }
  return null;
}

export default async function SignInPage({ searchParams }: Props) {
  const asked = await searchParams;
  const missing = missingSignInSettings();
  const said = sentence(asked);
  const hint = typeof asked.as === "string" ? asked.as.slice(0, 200) : "";
  return (
    <main id="main" className="sign-in">
      <title>Sign in to the privacy desk</title>
      <h1>The privacy desk</h1>
      {said ? (
        <div
          className={`desk-notice desk-notice-${said.tone}`}
          role={said.tone === "done" ? "status" : "alert"}
        >
          <p>{said.text}</p>
        </div>
      ) : null}
      {missing.length > 0 ? (
        <div className="desk-notice desk-notice-problem">
          <p className="desk-notice-title">Nobody can sign in yet</p>
          <p>
            The operator of this service must connect the company's OpenID sign-in by setting{" "}
            {missing.map((name, index) => (
              <span key={name}>
                {index === 0 ? "" : index === missing.length - 1 ? " and " : ", "}
                <code>{name}</code>
              </span>
            ))}{" "}
            in the environment, and start it again.
          </p>
        </div>
      ) : (
        <>
          <p>For staff who answer privacy requests. You sign in with your company's own account.</p>
          <form action="/desk/sign-in/start" method="post">
            {hint ? <input type="hidden" name="as" value={hint} /> : null}
            <Button>Sign in</Button>
          </form>
        </>
      )}
      <p>
        <a href="/">You want to ask something about your own data? That is over here.</a>
      </p>
    </main>
  );
}
