"use client";

/** When a page of the desk could not be made. Nothing was changed by looking at it. */
export default function DeskError({ error }: { error: Error & { digest?: string } }) {
  return (
    <main id="main" className="sign-in">
      <title>Something went wrong, privacy desk</title>
      <h1>This page could not be made</h1>
      <p>Nothing was changed. Load it again in a moment; the database or a service may be away.</p>
      {error.digest ? (
        <p className="faint">
          For the operator's log: <span className="mono">{error.digest}</span>
        </p>
      ) : null}
      <p>
        <a href="/desk">Go to the queue</a>
      </p>
    </main>
  );
}
