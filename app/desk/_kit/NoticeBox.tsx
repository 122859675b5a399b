import type { Notice } from "#app/_forms/notice.ts";

/** What the last form came to. */
export function NoticeBox({ notice }: { notice: Notice | null }) {
  if (!notice) return null;
  return (
    <div
      className={`desk-notice desk-notice-${notice.tone}`}
      role={notice.tone === "done" ? "status" : "alert"}
    >
      <p className="desk-notice-title">{notice.title}</p>
      <p>{notice.sentence}</p>
    </div>
  );
}
