import { currentMap } from "#lib/map/current.ts";

export const dynamic = "force-dynamic";

/** After a recipient asked for a new link. Says nothing of what it is about. */
export default function SentPage() {
  const { name, contact } = currentMap().company;
  return (
    <main id="main" className="task">
      <title>{`A new link is on its way, ${name}`}</title>
      <p className="task-from">{name} privacy team</p>
      <h1>A new link is on its way</h1>
      <p className="task-lead">We have sent it to the address that the first one went to.</p>
      <p>
        It does not come? Write to <a href={`mailto:${contact.email}`}>{contact.email}</a>.
      </p>
    </main>
  );
}
