import { Button } from "#app/_ui/Button.tsx";
import type { SavedView } from "#lib/queue/saved-views.ts";
import { roleWords } from "../../_kit/words.ts";
import { queueAddress } from "../address.ts";

const reachWords = ({ reach, role }: SavedView): string =>
  reach === "shared" ? "Everybody at the desk" : role ? `Everybody who is ${roleWords[role]}` : "Only you";

/** "12", "1,000 or more". */
function countWords({ requests, orMore }: SavedView["count"]): string {
  return `${requests.toLocaleString("en-GB")}${orMore ? " or more" : ""}`;
}

/** One saved view: what it asks for, who sees it, and what its maker can do with it. */
export function ViewItem({ view }: { view: SavedView }) {
  return (
    <li className="view-item">
      <h3>
        <a href={queueAddress(view.query)}>{view.name}</a>
      </h3>
      <p className="faint">
        <span className="mono">{view.query}</span>
        <br />
        {reachWords(view)}, {countWords(view.count)}
      </p>
      {view.mayChange ? (
        <div className="view-acts">
          <form action="/desk/views/act" method="post">
            <input type="hidden" name="id" value={view.id} />
            <input
              type="text"
              name="name"
              required
              maxLength={60}
              defaultValue={view.name}
              aria-label={`New name of ${view.name}`}
              autoComplete="off"
            />
            <Button second small name="act" value="rename">
              Rename
            </Button>
          </form>
          <form action="/desk/views/act" method="post">
            <input type="hidden" name="id" value={view.id} />
            <Button second small name="act" value="up" aria-label={`Move ${view.name} up`}>
              Up
            </Button>
            <Button second small name="act" value="down" aria-label={`Move ${view.name} down`}>
              Down
            </Button>
            <Button second small name="act" value="delete" aria-label={`Delete ${view.name}`}>
              Delete
            </Button>
          </form>
        </div>
      ) : null}
    </li>
  );
}
