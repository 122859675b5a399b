import { type Filling, mark, nth } from "../product.ts";
import { ids } from "./people.ts";

const { mina, minb, hank, jonas } = ids;

/** Custom fields, preferences, assets and articles, and settings that are nobody's. */
export const restFillings: readonly Filling[] = [
  {
    table: "CustomFields",
    columns: ["id", "Name", "Type", "LookupType", "Creator", "Created"],
    rows: [
      [1, "Customer number", "FreeformSingle", "RT::User", jonas, nth(1)],
      [2, "Order number", "FreeformSingle", "RT::Queue-RT::Ticket", jonas, nth(2)],
      [3, "Serial number", "FreeformSingle", "RT::Catalog-RT::Asset", jonas, nth(3)],
    ],
  },
  {
    table: "ObjectCustomFieldValues",
    columns: [
      "id",
      "CustomField",
      "ObjectType",
      "ObjectId",
      "Content",
      "LargeContent",
      "Creator",
      "Created",
      "Disabled",
    ],
    rows: [
      [401, 1, "RT::User", mina, "C-1001", mark("mina"), jonas, nth(1), 0],
      // An earlier value stays, disabled: it is still hers.
      [402, 1, "RT::User", mina, "C-0007", mark("mina"), jonas, nth(0), 1],
      [403, 1, "RT::User", minb, "C-1002", mark("minb"), jonas, nth(2), 0],
      [404, 2, "RT::Ticket", 11, "O-77001", mark("mina", "priya"), mina, nth(3), 0],
      [405, 3, "RT::Asset", 41, "SN-4711", mark("priya"), jonas, nth(4), 0],
      // A ticket with the number of a person; nobody's.
      [406, 2, "RT::Ticket", mina, "O-77002", null, jonas, nth(5), 0],
    ],
  },
  {
    table: "Attributes",
    columns: [
      "id",
      "Name",
      "Description",
      "Content",
      "ContentType",
      "ObjectType",
      "ObjectId",
      "Creator",
      "Created",
    ],
    rows: [
      [301, "Pref-RT::System-1", "", `columns ${mark("mina")}`, "storable", "RT::User", mina, mina, nth(1)],
      [
        302,
        "SavedSearch",
        "Angry people",
        `Owner = '__CurrentUser__' ${mark("hank")}`,
        "storable",
        "RT::User",
        hank,
        hank,
        nth(2),
      ],
      // A search of the whole house that Hank set up, and one of a group with Mina's number.
      [303, "SavedSearch", "Open tickets", "Status = 'open'", "storable", "RT::System", 1, hank, nth(3)],
      [304, "SavedSearch", "Team", "Queue = 'Support'", "storable", "RT::Group", mina, jonas, nth(4)],
    ],
  },
  {
    table: "Assets",
    columns: ["id", "Name", "Catalog", "Status", "Description", "Creator", "Created"],
    rows: [
      [41, "Loan tent 7", 1, "allocated", `Lent until May ${mark("priya")}`, jonas, nth(1)],
      [42, "Desk phone 12", 1, "in-use", mark("hank"), jonas, nth(2)],
      [20, "Projector", 1, "new", "In the meeting room", jonas, nth(3)],
    ],
  },
  {
    table: "Articles",
    columns: ["id", "Name", "Summary", "Class", "Creator", "Created"],
    rows: [
      [801, "Returns", `How we take things back ${mark("hank")}`, 1, hank, nth(1)],
      [802, "Lost parcels", `What to ask the courier ${mark("jonas")}`, 1, jonas, nth(2)],
    ],
  },
  {
    table: "Queues",
    columns: ["id", "Name", "Description", "CorrespondAddress", "Creator", "Created"],
    rows: [[3, "Support", "Whatever people write", "support@example.net", jonas, nth(0)]],
  },
  {
    table: "Templates",
    columns: ["id", "Queue", "Name", "Content", "Creator", "Created"],
    rows: [[1, 3, "Autoreply", "We have received your message.", jonas, nth(0)]],
  },
  { table: "Classes", columns: ["id", "Name", "Creator"], rows: [[1, "Help", jonas]] },
  { table: "Catalogs", columns: ["id", "Name", "Creator"], rows: [[1, "Things we lend", jonas]] },
  {
    // A session is a sealed lump: nothing in its columns says whose it is.
    table: "sessions",
    absentIn: "sqlite",
    columns: ["id", "a_session", "LastUpdated"],
    rows: [["0123456789abcdef0123456789abcdef", { bytes: "\u0004\u000b\bCurrentUser" }, nth(60)]],
  },
];
