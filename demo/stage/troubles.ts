import type { SupportTrouble } from "#demo/support/trouble.ts";
import type { TroubleState } from "#demo/world/trouble.ts";
import { links } from "./address.ts";
import { type Html, html } from "./html.ts";
import { page } from "./page.ts";

const supportTroubles: { trouble: Exclude<SupportTrouble, "none">; title: string; meaning: string }[] = [
  {
    trouble: "stopped",
    title: "Stop the support desk",
    meaning: "Its process ends; nobody answers any more.",
  },
  { trouble: "slow", title: "Make the support desk slow", meaning: "Every answer takes eight seconds." },
  {
    trouble: "busy",
    title: "Make the support desk refuse",
    meaning: "It says 429, too many requests, come back in five seconds.",
  },
  {
    trouble: "garbage",
    title: "Make the support desk talk nonsense",
    meaning: "It answers 200 with half a page of HTML.",
  },
];

function row(title: string, meaning: string, on: boolean, address: string): Html {
  return html`<li class="row"><span><strong>${title}</strong> ${on && html`<span class="tag brick">in trouble now</span>`}<br><span class="quiet">${meaning}</span></span>
    <form method="post" action="${address}">${
      on
        ? html`<button name="do" value="right" aria-label="Put right: ${title}">Put right</button>`
        : html`<button class="second" name="do" value="wrong" aria-label="Break it: ${title}">Break it</button>`
    }</form></li>`;
}

/** The switches. Each posts and comes back here. */
export function troublePage(state: TroubleState, failed: string | null): string {
  const anything = state.support !== "none" || state.shopPassword !== "right";
  return page({
    title: "Trouble",
    links,
    here: "/trouble",
    body: html`<h1>Trouble</h1>
      <p>Break something, then look at a request on the desk: it says which system is missing, why, and when it is asked again. Put it right, and the request goes on by itself.</p>
      ${failed !== null && html`<p class="note" role="alert">${failed}</p>`}
      ${!anything && html`<p><span class="tag moss">everything works</span></p>`}
      <h2>Support desk</h2>
      <ul class="rows">${supportTroubles.map((one) => row(one.title, one.meaning, state.support === one.trouble, `/trouble/support/${one.trouble}`))}</ul>
      <h2>Shop</h2>
      <ul class="rows">${row("Change the shop's password", "The database no longer accepts the account that Habeas uses.", state.shopPassword === "changed", "/trouble/shop-password")}</ul>`,
  });
}

/** The support trouble named in an address, if there is one of that name. */
export function supportTrouble(name: string): SupportTrouble | null {
  return supportTroubles.find((one) => one.trouble === name)?.trouble ?? null;
}
