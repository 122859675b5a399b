import { el } from "../dom.ts";
import type { House } from "../house.ts";
import { visible } from "../value.ts";
import { type Checked, checkZip } from "./check.ts";

const namedFaults = 200;

/** "Check this yourself": takes the zip by choice or by drop, and says what it found. */
export function startCheck(house: House, place: HTMLElement | null): void {
  if (!place) return;
  const input = el("input", { type: "file", id: "check-zip", accept: ".zip,application/zip" });
  const progress = el("p", { class: "quiet" });
  const said = el("div", { class: "verdict", role: "status" });
  let run = 0;
  const check = async (zip: File) => {
    run += 1;
    const mine = run;
    said.replaceChildren();
    const checked = await checkZip(zip, house.index.key?.line ?? null, (done, all) => {
      if (mine === run) progress.textContent = house.say("checkWorking", { done, all });
    });
    if (mine !== run) return;
    progress.textContent = "";
    said.replaceChildren(...verdict(house, checked));
  };
  input.addEventListener("change", () => {
    const [zip] = input.files ?? [];
    if (zip) void check(zip);
  });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const [zip] = event.dataTransfer?.files ?? [];
    if (!zip) return;
    location.hash = "#check";
    void check(zip);
  });
  place.replaceChildren(
    el("p", {}, house.say("checkWhat", { company: house.index.company })),
    el(
      "div",
      { class: "drop" },
      el("label", { for: input.id }, house.say("checkFile")),
      input,
      el("p", { class: "quiet" }, house.say("checkDrop")),
    ),
    progress,
    said,
  );
}

function verdict(house: House, checked: Checked): Node[] {
  if (checked.is === "not_zip") return [bad(house.say("checkNotZip"))];
  if (checked.is === "not_ours") return [bad(house.say("checkNotOurs"))];
  const { files, faults } = checked;
  const named = faults
    .slice(0, namedFaults)
    .map(({ path, what }) =>
      el("li", {}, `${house.say(`check${what}`)}: `, el("code", {}, el("bdi", {}, visible(path)))),
    );
  const more = faults.length - named.length;
  if (more > 0) named.push(el("li", {}, house.say("checkMoreFiles", { n: more })));
  return [
    faults.length === 0
      ? good(house.say("checkGood", { n: files }))
      : bad(house.say("checkBad", { n: faults.length })),
    ...(named.length > 0 ? [el("ul", {}, ...named)] : []),
    signature(house, checked.verdict),
  ];
}

function signature(house: House, verdict: Extract<Checked, { is: "checked" }>["verdict"]): HTMLElement {
  if (verdict.is === "signed") return good(house.say("checkSigned", { key: verdict.key }));
  if (verdict.is === "forged") return bad(house.say("checkForged"));
  return el("p", { class: "warn" }, house.say(verdict.is === "no_means" ? "checkNoMeans" : "checkUnsigned"));
}

function good(text: string): HTMLElement {
  return el("p", { class: "good" }, text);
}

function bad(text: string): HTMLElement {
  return el("p", { class: "bad" }, text);
}
