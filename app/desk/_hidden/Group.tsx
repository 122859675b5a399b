import { Tag } from "#app/_ui/Tag.tsx";
import type { GroupView } from "#lib/redaction/read.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted } from "../_kit/words.ts";
import { HiddenForm } from "./HiddenForm.tsx";
import { groundWords, ruleWords } from "./words.ts";

/** One thing that a rule found: what, why, where, and what staff can say of it. */
export function Group({ group, reference, may }: { group: GroupView; reference: string; may: boolean }) {
  const choice = group.decision?.choice ?? group.proposal;
  return (
    <section className="hidden-group" aria-labelledby={`hidden-${group.id}`}>
      <div className="system-line">
        <h2 id={`hidden-${group.id}`}>
          <bdi>{group.text}</bdi>
        </h2>
        <Tag tone={choice === "hide" ? "plum" : "moss"}>{choice === "hide" ? "Hidden" : "Shown"}</Tag>
      </div>
      <p>
        {ruleWords[group.rule]} ({group.reason.replaceAll("_", " ")}).{" "}
        <span className="faint">{groundWords(group.rule)}.</span>
      </p>
      <p>
        {counted(group.count, "time", "times")}:{" "}
        {group.where.map((one) => `${one.system}, ${one.collection}.${one.field} (${one.count})`).join("; ")}
      </p>
      {group.decision ? (
        <p className="hidden-why">
          Decided by {group.decision.by}, <Moment at={group.decision.at} />: “{group.decision.why}”
        </p>
      ) : null}
      {may ? (
        <HiddenForm reference={reference} id={group.id} place={null} choice={choice} what={group.text} />
      ) : null}
      <details>
        <summary>
          {group.places.length < group.count
            ? `The first ${group.places.length} places`
            : counted(group.places.length, "place", "places")}
        </summary>
        <ol className="hidden-places">
          {group.places.map((place, number) => (
            <li key={`${place.recordToken} ${place.field} ${place.before} ${place.after}`}>
              <p>
                {place.systemTitle}, {place.collection}, record {place.record.toLocaleString("en-GB")},{" "}
                {place.label}
                {place.choice === choice ? null : place.choice === "hide" ? ": hidden here" : ": shown here"}
              </p>
              <p className="hidden-around" dir="auto">
                {place.before}
                <mark>{place.text}</mark>
                {place.after}
              </p>
              {may ? (
                <HiddenForm
                  reference={reference}
                  id={group.id}
                  place={number}
                  choice={place.choice}
                  what={`${group.text}, record ${place.record}`}
                />
              ) : null}
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
