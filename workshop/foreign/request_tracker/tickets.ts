import { type Filling, mark, nth, type Value } from "../product.ts";
import { ids } from "./people.ts";

const { mina, minb, hank, priya, jonas, lea, tomas } = ids;

const tickets: readonly [
  id: number,
  into: number,
  owner: number,
  creator: number,
  status: string,
  subject: string,
][] = [
  [11, 11, hank, mina, "open", `My parcel never came ${mark("mina", "priya")}`],
  [12, 12, hank, minb, "resolved", `Wrong size ${mark("minb")}`],
  [13, 13, jonas, hank, "open", `My laptop does not start ${mark("hank")}`],
  // Merged into 11: it stays Priya's own, and what she wrote there is not Mina's.
  [14, 11, hank, priya, "open", `Where is the parcel for Mina ${mark("priya")}`],
  [15, 15, 6, lea, "new", `Our shared order ${mark("lea", "mina")}`],
  [16, 16, 6, tomas, "rejected", `Delete me please ${mark("tomas")}`],
];

type Happening = readonly [
  id: number,
  objectType: string,
  objectId: number,
  type: string,
  change: readonly [field: string, from: string | null, to: string | null] | null,
  creator: number,
  ...whose: string[],
];

/** What happened, each with the people in whose answer it belongs: everybody of the ticket, who wrote it, who is meant. */
const happenings: readonly Happening[] = [
  [101, "RT::Ticket", 11, "Create", null, mina, "mina", "priya"],
  [102, "RT::Ticket", 11, "AddWatcher", ["Cc", null, `${priya}`], mina, "mina", "priya"],
  [103, "RT::Ticket", 11, "Correspond", null, hank, "mina", "priya", "hank"],
  [104, "RT::Ticket", 11, "Comment", null, hank, "mina", "priya", "hank"],
  [105, "RT::Ticket", 11, "Correspond", null, priya, "mina", "priya"],
  // Tomás was once to be told of Mina's ticket: he is no longer in any of its groups, and still it says so of him.
  [106, "RT::Ticket", 11, "DelWatcher", ["Cc", `${tomas}`, null], hank, "mina", "priya", "hank", "tomas"],
  [107, "RT::Ticket", 12, "Create", null, minb, "minb"],
  [108, "RT::Ticket", 12, "Correspond", null, hank, "minb", "hank"],
  [109, "RT::Ticket", 13, "Create", null, hank, "hank"],
  [110, "RT::Ticket", 13, "Correspond", null, jonas, "hank", "jonas"],
  [111, "RT::Ticket", 14, "Create", null, priya, "priya"],
  [
    112,
    "RT::Ticket",
    14,
    "AddLink",
    ["MergedInto", null, "fsck.com-rt://example.com/ticket/11"],
    hank,
    "priya",
    "hank",
  ],
  [113, "RT::Ticket", 15, "Create", null, lea, "lea", "mina"],
  [114, "RT::Ticket", 15, "AddWatcher", ["Requestor", null, `${mina}`], lea, "lea", "mina"],
  [115, "RT::Ticket", 15, "Comment", null, jonas, "lea", "mina", "jonas"],
  [116, "RT::Ticket", 16, "Create", null, tomas, "tomas"],
  [117, "RT::Ticket", 16, "Correspond", null, hank, "tomas", "hank"],
  [
    118,
    "RT::User",
    mina,
    "Set",
    ["EmailAddress", "mina.old@example.com", "mina@example.com"],
    jonas,
    "mina",
    "jonas",
  ],
  [119, "RT::User", minb, "Create", null, jonas, "minb", "jonas"],
  [120, "RT::User", mina, "Create", null, 1, "mina"],
  [121, "RT::Asset", 41, "Create", null, jonas, "priya", "jonas"],
  [122, "RT::Group", 51, "AddMember", ["Member", null, `${hank}`], jonas, "jonas", "hank"],
  [123, "RT::Ticket", 12, "Set", ["Owner", "6", `${hank}`], jonas, "minb", "jonas", "hank"],
  // Same number, another kind of thing: a group and an asset that only share a number with Mina and with her ticket.
  [124, "RT::Group", 11, "Create", null, jonas, "jonas"],
  [125, "RT::Asset", mina, "Create", null, jonas, "jonas"],
  // A number in a field that names no person: a priority of 20 is not Mina.
  [126, "RT::Ticket", 12, "Set", ["Priority", "0", `${mina}`], hank, "minb", "hank"],
];

const words: Record<string, string> = {
  Create: "Please help with this.",
  Correspond: "Thank you, we looked into it.",
  Comment: "Internal: calls often, be patient.",
};

const withText = happenings.filter(
  (happening) => words[happening[3]] !== undefined && happening[1] === "RT::Ticket",
);

const attachment = ([id, , , type, , creator, ...whose]: Happening, n: number): Value[][] => [
  [
    2000 + id,
    id,
    0,
    `<${id}@mail.example.com>`,
    `Re: ${mark(...whose)}`,
    null,
    "text/plain",
    `${words[type]} ${mark(...whose)}`,
    creator,
    nth(n),
  ],
  // A file hangs on the message it came with, in the same table.
  ...(type === "Correspond"
    ? [
        [
          3000 + id,
          id,
          2000 + id,
          null,
          null,
          `photo-${id}.txt`,
          "text/plain",
          `a picture of ${mark(...whose)}`,
          creator,
          nth(n),
        ],
      ]
    : []),
];

/** Tickets, what happened to them, what was written, and how they point to one another. */
export const ticketFillings: readonly Filling[] = [
  {
    table: "Tickets",
    columns: [
      "id",
      "EffectiveId",
      "IsMerged",
      "Queue",
      "Type",
      "Owner",
      "Subject",
      "Status",
      "TimeWorked",
      "Creator",
      "LastUpdatedBy",
      "Created",
    ],
    rows: tickets.map(([id, into, owner, creator, status, subject]) => [
      ...[id, into, into === id ? null : 1, 3, "ticket", owner, subject, status, 15, creator, hank, nth(id)],
    ]),
  },
  {
    table: "Transactions",
    columns: [
      "id",
      "ObjectType",
      "ObjectId",
      "Type",
      "Field",
      "OldValue",
      "NewValue",
      "Data",
      "Creator",
      "Created",
    ],
    rows: happenings.map(([id, objectType, objectId, type, change, creator, ...whose], n) => [
      ...[id, objectType, objectId, type, ...(change ?? [null, null, null]), mark(...whose), creator, nth(n)],
    ]),
  },
  {
    table: "Attachments",
    columns: [
      "id",
      "TransactionId",
      "Parent",
      "MessageId",
      "Subject",
      "Filename",
      "ContentType",
      "Content",
      "Creator",
      "Created",
    ],
    rows: withText.flatMap(attachment),
  },
  {
    table: "Links",
    columns: ["id", "Base", "Target", "Type", "LocalBase", "LocalTarget", "Creator", "Created"],
    rows: (
      [
        // 11 and 12 refer to each other.
        [11, 12, "RefersTo", hank],
        [12, 11, "RefersTo", hank],
        [14, 11, "MergedInto", hank],
        [15, 13, "DependsOn", jonas],
      ] as const
    ).map(([base, target, type, creator], n) => [
      ...[901 + n, `fsck.com-rt://example.com/ticket/${base}`, `fsck.com-rt://example.com/ticket/${target}`],
      ...[type, base, target, creator, nth(n)],
    ]),
  },
];
