import { Tag } from "#app/_ui/Tag.tsx";
import type { GroupView } from "#lib/redaction/read.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted } from "../_kit/words.ts";
import { HiddenForm } from "./HiddenForm.tsx";
import { groundWords, ruleWords } from "./words.ts";

/** One thing that a rule or a reader found: what, why, where, and what staff can say of it. */
export function Group({
  group,
  reference,
  may,
  next,
  query,
}: {
  group: GroupView;
  reference: string;
  may: boolean;
  next: string;
  query: string;
}) {
  const choice = group.decision?.choice ?? group.proposal;
  const [first] = group.places;
  const decide = { reference, id: group.id, query };
  return (
    <section
      className="hidden-group"
      id={`finding-${group.id}`}
      aria-labelledby={`hidden-${group.id}`}
      tabIndex={-1}
      data-finding
    >
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
      {first ? (
        <p className="hidden-around" dir="auto">
          {first.before}
          <mark>{first.text}</mark>
          {first.after}
        </p>
      ) : null}
      <p>
        {counted(group.count, "time", "times")}:{" "}
        {group.where
          .map((one) => `${one.system}, ${one.collection}.${one.field} (${one.count})`)
          .join("; ") || "its places are being counted"}
      </p>
      {group.decision ? (
        <p className="hidden-why">
          Decided by {group.decision.by}, <Moment at={group.decision.at} />: “{group.decision.why}”
        </p>
      ) : null}
      {may ? (
        <HiddenForm
          {...decide}
          place={null}
          choice={choice}
          decided={group.decision !== null}
          what={group.text}
          next={next}
        />
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
                <a
                  href={`/desk/requests/${encodeURIComponent(reference)}/hidden/records/${encodeURIComponent(place.system)}/${encodeURIComponent(place.collection)}?record=${place.record}`}
                >
                  {place.systemTitle}, {place.collection}, record {place.record.toLocaleString("en-GB")}
                </a>
                , {place.label}
                {place.choice === choice ? null : place.choice === "hide" ? ": hidden here" : ": shown here"}
              </p>
              <p className="hidden-around" dir="auto">
                {place.before}
                <mark>{place.text}</mark>
                {place.after}
              </p>
              {may ? (
                <HiddenForm
                  {...decide}
                  place={number}
                  choice={place.choice}
                  decided
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
