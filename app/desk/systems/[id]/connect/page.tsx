import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { ConnectForm } from "#app/desk/_systems/ConnectForm.tsx";
import { loadSystem, newestDefinition, newestVersion, type SystemProps } from "#app/desk/_systems/load.ts";
import { Secrets, setWords } from "#app/desk/_systems/Secrets.tsx";
import { SystemFrame } from "#app/desk/_systems/SystemFrame.tsx";
import { settingFields } from "#lib/map/kinds/fields.ts";
import { fitsForm, typedFrom } from "#lib/map/kinds/settings.ts";

export default async function ConnectPage({ params }: SystemProps) {
  const { staff, view, mayManage } = await loadSystem(params);
  const version = view ? newestVersion(view) : null;
  if (!view || !mayManage || version === null) return <NotHere staff={staff} />;
  const { settings, title, owner, country } = newestDefinition(view) as {
    settings?: unknown;
    title?: string;
    owner?: { name: string; email: string };
    country?: string;
  };
  const fields = await settingFields(view.connector).catch(() => []);
  const fits = fields.length > 0 && fitsForm(view.connector, fields, settings);
  const values = {
    ...typedFrom(fields, settings),
    title: title ?? "",
    owner_name: owner?.name ?? "",
    owner_email: owner?.email ?? "",
    country: country ?? "",
  };
  const set = Object.fromEntries(
    fields.flatMap((field): [string, string][] => {
      const name = field.name === "url.password" ? "url" : field.name.replaceAll(".", "_");
      const words = setWords(view.secrets.find((one) => one.name === name) ?? { setAt: null, setBy: null });
      return field.input === "secret" && words ? [[field.name, words]] : [];
    }),
  );
  return (
    <SystemFrame staff={staff} view={view} part="connect" title="Connect" mayManage>
      {fits ? (
        <>
          {"url.password" in set ? (
            <p>
              Server, database, account and password are sealed together, {set["url.password"]}. Left empty
              they stay; to change one, type all of them.
            </p>
          ) : null}
          <ConnectForm
            kind={view.connector}
            system={{ id: view.id, version }}
            fields={fields}
            values={values}
            set={set}
          />
        </>
      ) : (
        <p>
          Its settings were written by hand and do not fit into a form:{" "}
          <a href={systemAddress(view.id, "/map/text")}>change them as text</a>. Secrets are set below.
        </p>
      )}
      <div className="apart">
        <Secrets view={view} />
      </div>
    </SystemFrame>
  );
}
