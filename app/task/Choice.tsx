import type { ReactNode } from "react";

/** One answer to choose. What belongs to it shows once it is chosen; without that skill it always shows. */
export function Choice({
  value,
  word,
  hint,
  checked,
  children,
}: {
  value: string;
  word: string;
  hint: string;
  checked?: boolean | undefined;
  children?: ReactNode;
}) {
  return (
    <div className="task-choice">
      <input
        type="radio"
        id={`answer-${value}`}
        name="answer"
        value={value}
        required
        defaultChecked={checked}
        aria-describedby={`hint-${value}`}
      />
      <label htmlFor={`answer-${value}`}>{word}</label>
      <p id={`hint-${value}`} className="task-hint">
        {hint}
      </p>
      {children ? <div className="task-more">{children}</div> : null}
    </div>
  );
}
