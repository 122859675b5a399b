import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import type { SettingKey } from "#lib/config/policy.ts";
import type { Policy, SettingRow } from "#lib/policy/read.ts";
import { homeWords, type SettingInfo, settingInfo, valueInWords } from "#lib/policy/settings.ts";

const groups: readonly SettingInfo["group"][] = ["Who looks", "Time", "What the house keeps of its own"];
const homes = { map: "Data map", operator: "Operator", product: "Habeas" } as const;

/** Every setting with its value and who decides on it. Whoever may not change them reads them. */
export function SettingsForm({
  policy,
  typed,
  mayChange,
}: {
  policy: Policy;
  typed: Record<string, string> | null;
  mayChange: boolean;
}) {
  const body = groups.map((group) => (
    <section key={group} className="policy-group">
      <h2 className="template-heading">{group}</h2>
      <dl className="policy-list">
        {policy.rows
          .filter(({ key }) => settingInfo[key].group === group)
          .map((row) => (
            <Setting key={row.key} row={row} typed={typed?.[row.key]} mayChange={mayChange} />
          ))}
      </dl>
    </section>
  ));
  if (!mayChange) return <div>{body}</div>;
  return (
    <form action="/desk/policy/act" method="post" autoComplete="off">
      <input type="hidden" name="seen" value={policy.inForce} />
      <p className="policy-left faint">
        A box left empty leaves the setting to who decides without the desk.
      </p>
      {body}
      <div className="policy-why">
        <label className="field" htmlFor="why">
          Why you change it
          <textarea
            id="why"
            name="why"
            rows={2}
            maxLength={500}
            required
            defaultValue={typed?.why ?? ""}
            className="box box-full"
          />
        </label>
        <Button name="act" value="save">
          Save as a new version
        </Button>
      </div>
    </form>
  );
}

function Setting({
  row,
  typed,
  mayChange,
}: {
  row: SettingRow;
  typed: string | undefined;
  mayChange: boolean;
}) {
  const { key, value, atDesk } = row;
  const { title, what, home } = settingInfo[key];
  return (
    <div className="policy-setting">
      <dt>
        {mayChange ? <label htmlFor={key}>{title}</label> : title}
        <span className="policy-what" id={`${key}-what`}>
          {what}
        </span>
      </dt>
      <dd className="policy-now">
        <strong>{valueInWords(key, value)}</strong>{" "}
        <Tag tone={atDesk === null ? "slate" : "harbour"}>{atDesk === null ? homes[home] : "Desk"}</Tag>
      </dd>
      {mayChange ? (
        <dd className="policy-box">
          <Box row={row} given={typed ?? textOf(row)} />
        </dd>
      ) : null}
    </div>
  );
}

function textOf({ key, atDesk }: SettingRow): string {
  if (atDesk === null) return "";
  if (settingInfo[key].kind === "switch") return atDesk === true ? "on" : "off";
  if (typeof atDesk === "object") return atDesk.length === 0 ? "none" : atDesk.join("\n");
  return String(atDesk);
}

const left = (key: SettingKey) => `As ${homeWords[settingInfo[key].home]}`;

function Box({ row: { key, standard }, given }: { row: SettingRow; given: string }) {
  const { kind, unit } = settingInfo[key];
  const shared = { id: key, name: key, className: "box box-full", "aria-describedby": `${key}-what` };
  if (kind === "switch")
    return (
      <select {...shared} defaultValue={given}>
        <option value="">
          {left(key)}: {standard === true ? "on" : "off"}
        </option>
        <option value="on">On</option>
        <option value="off">Off</option>
      </select>
    );
  if (kind === "days") return <textarea {...shared} rows={3} defaultValue={given} placeholder="2026-12-24" />;
  return (
    <span className="policy-number">
      <input
        {...shared}
        type="text"
        inputMode="numeric"
        maxLength={6}
        defaultValue={given}
        placeholder={String(standard)}
      />{" "}
      {unit}
    </span>
  );
}
