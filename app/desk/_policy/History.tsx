import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import type { Policy, PolicyVersion } from "#lib/policy/read.ts";
import { Changes } from "./Changes.tsx";

const outcome = {
  waiting: "Waits for a second person",
  rejected: "Not agreed to",
  withdrawn: "Taken back",
} as const;

/** Every version: who, when, why, what differs, and the way back to it. */
export function History({ policy, mayChange }: { policy: Policy; mayChange: boolean }) {
  const { versions, inForce } = policy;
  if (versions.length === 0) return <p>None yet.</p>;
  return (
    <ol className="template-versions">
      {versions.map((one) => (
        <li key={one.number}>
          <p>
            <strong>Version {one.number}</strong> <Outcome version={one} inForce={inForce} />{" "}
            <span className="faint">
              <Moment at={one.at} />, <bdi>{one.by}</bdi>
              {one.restored === null
                ? ""
                : `, ${one.restored === 0 ? "nothing at the desk" : `version ${one.restored}`} again`}
              {one.decidedBy === null || one.state === "withdrawn" ? null : (
                <>
                  ; {one.state === "counts" ? "agreed" : "not agreed"} by <bdi>{one.decidedBy}</bdi>
                </>
              )}
            </span>
          </p>
          <p>
            <bdi>{one.why}</bdi>
          </p>
          <Changes changes={one.changes} />
          {mayChange && one.state === "counts" && one.number !== inForce ? (
            <WayBack number={one.number} seen={inForce} words="Take these settings again" />
          ) : null}
        </li>
      ))}
      {mayChange && inForce > 0 ? (
        <li>
          <p>
            <strong>Nothing at the desk</strong>
          </p>
          <WayBack number={0} seen={inForce} words="Leave all to the map and the operator" />
        </li>
      ) : null}
    </ol>
  );
}

function Outcome({ version: { number, state }, inForce }: { version: PolicyVersion; inForce: number }) {
  if (state === "counts") return number === inForce ? <Tag tone="moss">Counts now</Tag> : null;
  return <Tag tone={state === "waiting" ? "ochre" : "slate"}>{outcome[state]}</Tag>;
}

function WayBack({ number, seen, words }: { number: number; seen: number; words: string }) {
  return (
    <details>
      <summary>{words}</summary>
      <form action="/desk/policy/act" method="post">
        <input type="hidden" name="act" value="restore" />
        <input type="hidden" name="seen" value={seen} />
        <input type="hidden" name="version" value={number} />
        <label className="field">
          Why
          <input type="text" name="why" dir="auto" className="box box-half" maxLength={500} required />
        </label>
        <Button small second>
          Save as a new version
        </Button>
      </form>
    </details>
  );
}
