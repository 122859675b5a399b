import { people } from "#demo/people.ts";
import { hank, onStage } from "#demo/staff/members.ts";
import type { Mailbox } from "#demo/world/mailbox.ts";
import { links, type Surroundings } from "./address.ts";
import { html } from "./html.ts";
import { page } from "./page.ts";

/** The start of the stage: everybody that one can be. */
export function youPage(around: Surroundings): string {
  const mina = people.find((one) => one.key === "mina");
  const customers = people.map(
    (one) => html`<tr><td>${one.name}</td><td class="mono">${one.email}</td><td>${one.story}</td></tr>`,
  );
  const members = onStage.map(
    (
      one,
    ) => html`<li class="row"><span><strong>${one.name}</strong><br><span class="quiet">${one.part}</span></span>
      <form method="post" action="/be/${one.sub}"><button class="second">Be ${one.name.split(" ")[0] ?? ""}</button></form></li>`,
  );
  return page({
    title: "You are",
    links,
    here: "/",
    body: html`<h1>Larkspur, from behind the curtain</h1>
      <p>Choose who you are. Every mail that anybody gets is in the <a href="/mail">mail tray</a>; nothing leaves this computer.</p>
      <h2>You are</h2>
      <ul class="rows">
        <li class="row"><span><strong>${mina?.name}</strong><br><span class="quiet">a customer, <span class="mono">${mina?.email}</span></span></span>
          <a class="button" href="${around.portalUrl}/">Be Mina</a></li>
        ${members}
        <li class="row"><span><strong>${hank.name}</strong><br><span class="quiet">keeps the loyalty cards; the link in his newest mail is his door</span></span>
          <form method="post" action="/be/hank"><button class="second">Be Hank</button></form></li>
      </ul>
      <h2>Everybody with a story</h2>
      <p>Ask as any of them: type their name and address in the portal, and take the code from the mail tray.</p>
      <div class="scroll"><table><thead><tr><th scope="col">Name</th><th scope="col">Address</th><th scope="col">Story</th></tr></thead>
      <tbody>${customers}</tbody></table></div>`,
  });
}

/** Where Hank's newest mail leads, or null when nobody has asked him anything. */
export async function hanksTask(mail: Mailbox, portalUrl: string): Promise<string | null> {
  for (const message of await mail.messagesTo(hank.email)) {
    const found = `${message.text}\n${message.html}`.match(/https?:\/\/[^\s"'<>]+/g) ?? [];
    const door = found.find((address) => address.startsWith(`${portalUrl}/`) && /\/task[s]?\//.test(address));
    if (door !== undefined) return door.replaceAll("&amp;", "&");
  }
  return null;
}

/** What Hank sees while nobody needs him. */
export function noTaskPage(): string {
  return page({
    title: "Hank",
    links,
    body: html`<h1>Hank has nothing to do</h1>
      <p>Nobody has asked him about a loyalty card yet. He gets a mail as soon as a request is proven.</p>
      <p><a href="/">Back</a></p>`,
  });
}
