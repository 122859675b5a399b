import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Radios } from "#app/_ui/Radios.tsx";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { Caps } from "#app/desk/_kit/KeyHelp.tsx";
import { keyFor, keyParts } from "#app/desk/_kit/keys.ts";
import { settingsFor } from "#app/desk/_kit/member.ts";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import type { OwnKeys } from "#lib/desk/settings.ts";
import "#app/desk/_look/settings.css";

/** How this member of staff wants the desk. Kept with their account: it is the same in every browser. */
export default async function SettingsPage() {
  const { staff, settings } = await made("/desk/settings", async () => {
    const staff = await requireStaff();
    return { staff, settings: await settingsFor(staff) };
  });
  return (
    <Frame title="Settings" staff={staff}>
      <NoticeBox notice={await readNotice()} />
      <h1>Settings</h1>
      <p className="faint">They are yours alone, and the same in every browser.</p>
      <section aria-labelledby="look-title">
        <h2 id="look-title">How it looks</h2>
        <form action="/desk/settings/act" method="post" className="settings-look">
          <input type="hidden" name="act" value="look" />
          <Radios
            name="theme"
            label="Colours"
            value={settings.theme}
            choices={[
              { value: "system", label: "As the system has them" },
              { value: "light", label: "Light" },
              { value: "dark", label: "Dark" },
            ]}
          />
          <Radios
            name="density"
            label="Rows of lists"
            value={settings.density}
            choices={[
              { value: "roomy", label: "Roomy" },
              { value: "compact", label: "Compact" },
            ]}
          />
          <Button>Save how it looks</Button>
        </form>
      </section>
      <section aria-labelledby="told-title">
        <h2 id="told-title">What you are told by mail</h2>
        <form action="/desk/settings/act" method="post" className="settings-look">
          <input type="hidden" name="act" value="told" />
          <label className="choice">
            <input type="checkbox" name="digest" value="1" defaultChecked={settings.digest} /> Each working
            day, how much waits: numbers only
          </label>
          <p className="faint">
            Clocks that need you, and what people write in your requests, always reach you by mail.
          </p>
          <Button>Save what I am told</Button>
        </form>
      </section>
      <KeySection keys={settings.keys} />
    </Frame>
  );
}

function KeySection({ keys }: { keys: OwnKeys }) {
  return (
    <section aria-labelledby="keys">
      <h2 id="keys">Keys</h2>
      <p>
        Write the letter, digit or sign that you want: a capital letter means Shift. Leave a field empty to
        switch that key off. A way to a place is <kbd>g</kbd>, a space and one letter. Whatever a key does, a
        button on the page does too.
      </p>
      <form action="/desk/settings/act" method="post" className="settings-keys">
        <input type="hidden" name="act" value="keys" />
        <label className="choice">
          <input type="checkbox" name="on" value="1" defaultChecked={keys.on} /> Single keys work
        </label>
        <div className="settings-parts">
          {keyParts.map(({ title, rows }) => (
            <fieldset key={title}>
              <legend>{title}</legend>
              {rows.map((row) => (
                <p key={row.name}>
                  <label htmlFor={`key-${row.name}`}>{row.does}</label>
                  {keyFor(row, keys) === row.key ? (
                    <span />
                  ) : (
                    <span className="faint">
                      was <Caps keys={row.key} />
                    </span>
                  )}
                  <input
                    id={`key-${row.name}`}
                    name={`key-${row.name}`}
                    defaultValue={keyFor(row, keys)}
                    maxLength={3}
                    autoComplete="off"
                    autoCapitalize="off"
                    spellCheck={false}
                    className="mono"
                  />
                </p>
              ))}
            </fieldset>
          ))}
        </div>
        <div className="settings-acts">
          <Button>Save the keys</Button>
          <Button second name="usual" value="1">
            All keys as they were
          </Button>
        </div>
      </form>
    </section>
  );
}
