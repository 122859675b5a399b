import type { Notice, Undo } from "#app/_forms/notice.ts";
import { Button } from "#app/_ui/Button.tsx";

/** What the last form came to, and the way to take it back where there is one. */
export function NoticeBox({ notice }: { notice: Notice | null }) {
  if (!notice) return null;
  return (
    <div
      className={`desk-notice desk-notice-${notice.tone}`}
      role={notice.tone === "done" ? "status" : "alert"}
    >
      <div>
        <p className="desk-notice-title">{notice.title}</p>
        <p>{notice.sentence}</p>
      </div>
      {notice.undo ? <UndoForm undo={notice.undo} /> : null}
    </div>
  );
}

function UndoForm({ undo }: { undo: Undo }) {
  return (
    <form action={undo.action} method="post">
      {Object.entries(undo.fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button second small data-key="u">
        {undo.words} <kbd>u</kbd>
      </Button>
    </form>
  );
}
