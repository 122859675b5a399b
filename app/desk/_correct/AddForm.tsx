import { Button } from "#app/_ui/Button.tsx";
import { neverWhy, type Thing, thingsOf } from "#lib/rectification/typed.ts";
import type { RectificationDesk } from "#lib/rectification/views.ts";
import { factWords } from "../_person/words.ts";
import { CorrectForm } from "./CorrectForm.tsx";

/** Writes down one thing that is wrong, with the values that are wrong. What makes one address or name is one thing. */
export function AddForm({ desk }: { desk: RectificationDesk }) {
  const things = thingsOf(desk.facts.groups.flatMap((group) => group.facts));
  if (!desk.may.add || things.length === 0) return null;
  return (
    <section aria-labelledby="add">
      <h2 id="add">What is wrong</h2>
      {things.map((thing) => (
        <details key={thing.fact} className="correct-add">
          <summary>{titles[thing.what] ?? factWords(thing.fact)}</summary>
          <OneThing thing={thing} reference={desk.reference} />
        </details>
      ))}
    </section>
  );
}

const titles: Record<Thing["what"], string | null> = { name: "Name", address: "Address", fact: null };

function OneThing({ thing, reference }: { thing: Thing; reference: string }) {
  const { fact, facts } = thing;
  const never = neverWhy(thing);
  if (never !== null) return <p>{never}</p>;
  const places = facts.flatMap(({ values }) => values.flatMap((value) => value.places));
  const systems = new Map(places.map(({ systemId, system }) => [systemId, system]));
  return (
    <CorrectForm reference={reference} act="add" hidden={{ fact }}>
      <fieldset className="correct-weighed">
        <legend>Which of these is wrong</legend>
        {facts.flatMap((one) =>
          one.values.map(({ text }, no) => (
            <label key={`${one.fact} ${text}`}>
              <input
                type="checkbox"
                name={`wrong.${one.fact}.${no}`}
                value={text}
                defaultChecked={one.values.length === 1 && facts.length === 1}
              />{" "}
              {facts.length > 1 ? `${factWords(one.fact)}: ` : ""}
              <bdi>{text}</bdi>
            </label>
          )),
        )}
      </fieldset>
      {facts.map((one) => (
        <label className="field" key={one.fact}>
          {facts.length > 1 ? `${factWords(one.fact)} should say` : "It should say"}
          <input name={`wanted.${one.fact}`} autoComplete="off" maxLength={500} />
        </label>
      ))}
      {systems.size > 1 ? (
        <label className="field">
          Or: which system is right
          <select name="right" defaultValue="">
            <option value="">None of them: as written above</option>
            {[...systems].map(([id, title]) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label className="field">
        Why
        <textarea name="explanation" rows={2} maxLength={2000} />
      </label>
      <Button>Write it down</Button>
    </CorrectForm>
  );
}
