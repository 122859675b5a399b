import { Button } from "#app/_ui/Button.tsx";
import type { SystemView } from "#lib/map/systems/read.ts";
import { systemAddress } from "./address.ts";

type Act = {
  act: "pause" | "resume" | "kill" | "retire";
  title: string;
  button: string;
  about: string;
  sure?: string;
};

const acts: Record<Act["act"], Act> = {
  resume: {
    act: "resume",
    title: "Let it go on",
    button: "Enable again",
    about: "What was held back goes on at once.",
  },
  pause: {
    act: "pause",
    title: "Pause",
    button: "Pause",
    about: "What runs ends by itself, nothing new begins. Requests keep their place; their clocks go on.",
  },
  kill: {
    act: "kill",
    title: "Kill switch",
    button: "Stop it now",
    about:
      "Every conversation with it is cut off within about two seconds, and none begins. Nothing that waits is lost.",
    sure: "Yes, cut off what runs now",
  },
  retire: {
    act: "retire",
    title: "Retire",
    button: "Retire it",
    about: "New requests leave it out. It is never deleted, because open requests and past answers name it.",
    sure: "Yes, new requests shall no longer ask it",
  },
};

function offered({ state, keptIn }: SystemView): Act[] {
  const { resume, pause, kill, retire } = acts;
  const last = keptIn === "desk" ? [retire] : [];
  switch (state) {
    case "enabled":
      return [pause, kill, ...last];
    case "paused":
      return [resume, kill, ...last];
    case "killed":
      return [resume, pause, ...last];
    case "retired":
      return [resume];
    case "draft":
      return [retire];
  }
}

/** Pause, stop, go on, retire: each with a reason that stays in the history. */
export function Acts({ view }: { view: SystemView }) {
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">Hold it back</h2>
      {offered(view).map(({ act, title, button, about, sure }) => (
        <details key={act} className="act">
          <summary>{title}</summary>
          <form action={systemAddress(view.id, "/state")} method="post" className="desk-form">
            <p>{about}</p>
            <input type="hidden" name="do" value={act} />
            <div className="field">
              <label htmlFor={`${act}-reason`}>Why</label>
              <input
                id={`${act}-reason`}
                name="reason"
                required
                maxLength={300}
                className="box box-full"
                autoComplete="off"
              />
            </div>
            {sure ? (
              <label className="sure">
                <input type="checkbox" name="sure" value="yes" required />
                {sure}
              </label>
            ) : null}
            <Button second small>
              {button}
            </Button>
          </form>
        </details>
      ))}
    </section>
  );
}

/** How many conversations may begin in a minute. */
export function Rate({ view }: { view: SystemView }) {
  return (
    <section aria-labelledby="rate">
      <h2 id="rate">Limit</h2>
      <p>
        {view.perMinute === null
          ? "No limit of ours: requests ask it as fast as it answers."
          : `At most ${view.perMinute} conversations begin in a minute, over all requests.`}
      </p>
      <form action={systemAddress(view.id, "/rate")} method="post" className="line-form">
        <label htmlFor="perMinute">Conversations in a minute</label>
        <input
          id="perMinute"
          name="perMinute"
          inputMode="numeric"
          className="box box-short"
          defaultValue={view.perMinute ?? ""}
          autoComplete="off"
          aria-describedby="perMinute-hint"
        />
        <Button second small>
          Set
        </Button>
        <span className="hint" id="perMinute-hint">
          1 to 6000; empty for no limit.
        </span>
      </form>
    </section>
  );
}
