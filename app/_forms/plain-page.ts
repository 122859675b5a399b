import { dateOf, timeOf } from "#app/_text/dates.ts";
import { placeNow } from "#app/_text/place.ts";
import { readersText } from "#app/_text/reader.ts";
import type { Text } from "#app/_text/text.ts";
import { pageAround } from "#app/_ui/still/by-hand.tsx";
import { maintenance } from "#lib/config/maintenance.ts";
import { escapeHtml } from "#lib/core/escape-html.ts";
import { companyAs } from "#lib/map/brand/brands.ts";

/** Why a page or a form was not answered in the ordinary way. */
export type Trouble =
  | "foreign"
  | "large"
  | "unreadable"
  | "tooMany"
  | "trouble"
  | "unmade"
  | "codeFirst"
  | "nothing"
  | "unlogged"
  | "maintenance";

const statuses: Record<Trouble, number> = {
  foreign: 403,
  large: 413,
  unreadable: 400,
  tooMany: 429,
  trouble: 503,
  unmade: 503,
  codeFirst: 403,
  nothing: 404,
  // Nothing is wrong: the page that says when to come back is the answer.
  unlogged: 200,
  maintenance: 503,
};

/**
 * A whole page for an answer that needs a status of its own, which the framework can give none without scripts. It looks
 * like every other. `again` is one of our own paths, to try once more.
 */
export async function plainPage(why: Trouble, again?: string): Promise<Response> {
  const text = await readersText();
  const { t } = text;
  const [title, ...sentences] = await wordsFor(why, text);
  const links = [
    ...(again ? [`<a class="button" href="${escapeHtml(again)}">${escapeHtml(t("trouble.again"))}</a>`] : []),
    ...(await ways(why, text)),
  ];
  const main = `${sentences.map((one, at) => `<p${at === 0 ? ' class="lede"' : ""}>${escapeHtml(one)}</p>`).join("\n")}
<p class="actions">${links.join(" ")}</p>`;
  const answer = await pageByHand(title, main, statuses[why], text);
  const seconds = why === "tooMany" ? 900 : why === "maintenance" ? (maintenance()?.seconds ?? 3600) : null;
  if (seconds !== null) answer.headers.set("Retry-After", String(seconds));
  return answer;
}

/** The same for an answer of its own. `main` is markup, made by whoever calls. */
export async function pageByHand(title: string, main: string, status: number, text: Text): Promise<Response> {
  return new Response(await pageAround(title, main, text), {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "private, no-store" },
  });
}

/** Where somebody can go from here. */
async function ways(why: Trouble, { t }: Text): Promise<string[]> {
  const link = (href: string, words: string) => `<a href="${escapeHtml(href)}">${escapeHtml(words)}</a>`;
  if (why === "maintenance") {
    const email = await mailbox();
    return email === null ? [] : [link(`mailto:${email}`, t("states.maintenanceWrite"))];
  }
  return [link("/", t("refused.back")), ...(why === "nothing" ? [link("/find", t("notFound.track"))] : [])];
}

/** The mailbox of whoever answers here; null where there is no readable map. */
async function mailbox(): Promise<string | null> {
  try {
    return companyAs((await placeNow()).brandId).contact.email;
  } catch {
    return null;
  }
}

/** What is said while we work on the site, with when we are back where that is known. */
async function maintenanceWords({ t, language }: Text): Promise<[string, ...string[]]> {
  const until = maintenance()?.until ?? null;
  const zone = await zoneHere();
  const back =
    until === null || zone === null
      ? []
      : [
          t("states.maintenanceUntil", {
            day: dateOf(until, zone, language),
            time: timeOf(until, zone, language),
          }),
        ];
  return [t("states.maintenanceTitle"), t("states.maintenance"), ...back, t("states.maintenanceAsk")];
}

async function zoneHere(): Promise<string | null> {
  try {
    return companyAs((await placeNow()).brandId).timezone;
  } catch {
    return null;
  }
}

async function wordsFor(why: Trouble, text: Text): Promise<[string, ...string[]]> {
  const { t } = text;
  switch (why) {
    case "foreign":
      return [t("refused.foreignTitle"), t("refused.foreign")];
    case "large":
      return [t("refused.largeTitle"), t("refused.large")];
    case "unreadable":
      return [t("refused.formTitle"), t("refused.form")];
    case "tooMany":
      return [t("refused.tooManyTitle"), t("refused.tooMany")];
    case "trouble":
      return [t("trouble.title"), t("trouble.unsaved")];
    case "unmade":
      return [t("trouble.title"), t("trouble.unmade")];
    case "codeFirst":
      return [t("refused.codeTitle"), t("prove.download")];
    case "nothing":
      return [t("notFound.title"), t("notFound.text")];
    case "unlogged":
      return [t("track.inLog.waitTitle"), t("track.inLog.wait")];
    case "maintenance":
      return maintenanceWords(text);
  }
}
