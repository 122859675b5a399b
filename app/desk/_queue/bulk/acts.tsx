import type { Staff } from "#app/_auth/staff.ts";
import { addDays } from "#lib/core/day.ts";
import { companyToday } from "#lib/map/today.ts";
import type { Colleague } from "#lib/request/acts/hand-over.ts";
import { allowed } from "#lib/staff/permissions.ts";
import type { BulkAct } from "./BulkBar.tsx";
import { bulkForm } from "./form.ts";

/** What this reader can do with what is chosen, in the order of the bar. What people are told of is looked at first. */
export function bulkActsFor(staff: Staff, colleagues: readonly Colleague[]): BulkAct[] {
  const work = allowed(staff.role, "work");
  return [
    ...(allowed(staff.role, "assign")
      ? [
          {
            act: "assign",
            words: "Assign",
            letter: "a",
            panel: <AssignFields colleagues={colleagues.filter(({ id }) => id !== staff.staffId)} />,
          },
          { act: "assign", words: "To me", letter: "i", fixed: { name: "to", value: "me" } },
        ]
      : []),
    ...(work
      ? [
          { act: "tag", words: "Tag", letter: "t", panel: <TagFields /> },
          { act: "message", words: "Message", letter: "m" },
          { act: "extend", words: "Extend", letter: "e" },
          { act: "snooze", words: "Snooze", letter: "h", panel: <SnoozeFields /> },
          { act: "duplicate", words: "Duplicate" },
          { act: "spam", words: "Spam" },
        ]
      : []),
  ];
}

function AssignFields({ colleagues }: { colleagues: readonly Colleague[] }) {
  return (
    <label>
      To whom
      <select name="to" form={bulkForm} defaultValue="me">
        <option value="me">Me</option>
        {colleagues.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value="">Nobody</option>
      </select>
    </label>
  );
}

function TagFields() {
  return (
    <>
      <label>
        Tags to put on
        <input
          type="text"
          name="add"
          form={bulkForm}
          autoComplete="off"
          autoCapitalize="off"
          maxLength={200}
        />
      </label>
      <label>
        Tags to take off
        <input
          type="text"
          name="remove"
          form={bulkForm}
          autoComplete="off"
          autoCapitalize="off"
          maxLength={200}
        />
      </label>
      <p className="faint">Small letters, digits and hyphens. No names of people.</p>
    </>
  );
}

function SnoozeFields() {
  const tomorrow = addDays(companyToday(), 1);
  return (
    <>
      <label>
        Out of sight until
        <input
          type="date"
          name="until"
          form={bulkForm}
          min={tomorrow}
          defaultValue={addDays(companyToday(), 7)}
        />
      </label>
      <p className="faint">
        Nothing is put aside that is due within a week. Without a day they come back into sight.
      </p>
    </>
  );
}
