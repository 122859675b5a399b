import type { ReactNode } from "react";

/** What happens next, in one sentence, and that nothing is to be done where that is true. */
export function NextBox({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="next-box" aria-labelledby="next">
      <h2 id="next">{title}</h2>
      {children}
    </section>
  );
}

/** A message about the page: `good` for what has just worked, `bad` for what has not, `plain` otherwise. */
export function Notice({
  tone = "plain",
  title,
  children,
}: {
  tone?: "plain" | "good" | "bad";
  title?: string;
  children?: ReactNode;
}) {
  return (
    <div className={`notice notice-${tone}`} role={tone === "bad" ? "alert" : "status"}>
      {title ? <p className="notice-title">{title}</p> : null}
      {children}
    </div>
  );
}

/** The moment after sending: what was done, and the number to keep. */
export function ConfirmationPanel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="confirmation" role="status">
      <p className="confirmation-title">{title}</p>
      {children}
    </div>
  );
}

/** A reference, hash or code: always left to right, in the face that tells 0 from O. */
export function Ref({ children }: { children: string }) {
  return (
    <bdi className="mono" dir="ltr">
      {children}
    </bdi>
  );
}
