import { unitedStates } from "#lib/law/places.ts";
import type { Confidence } from "#lib/law/source.ts";
import type { Authority } from "./authority.ts";

type Office = readonly [url: string, post: string, confidence?: Confidence];

/**
 * Where each state's attorney general takes complaints. `to_confirm`: the state publishes only a form in the web for
 * complaints, or an old one on paper; the address is that of the office.
 */
const offices: Readonly<Record<string, Office>> = {
  AL: ["https://www.alabamaag.gov", "P.O. Box 300152, Montgomery, AL 36130-0152"],
  CA: ["https://oag.ca.gov", "Public Inquiry Unit, P.O. Box 944255, Sacramento, CA 94244-2550"],
  CO: ["https://coag.gov", "1300 Broadway, 10th Floor, Denver, CO 80203", "to_confirm"],
  CT: ["https://portal.ct.gov/ag", "165 Capitol Avenue, Hartford, CT 06106", "to_confirm"],
  DE: ["https://attorneygeneral.delaware.gov", "820 N. French Street, 5th Floor, Wilmington, DE 19801"],
  FL: ["https://www.myfloridalegal.com", "PL-01 The Capitol, Tallahassee, FL 32399-1050"],
  IA: ["https://www.iowaattorneygeneral.gov", "1305 E. Walnut Street, Des Moines, IA 50319-0106"],
  IN: ["https://www.in.gov/attorneygeneral", "302 W. Washington Street, 5th Floor, Indianapolis, IN 46204"],
  KY: ["https://www.ag.ky.gov", "1024 Capital Center Drive, Suite 200, Frankfort, KY 40601"],
  LA: ["https://ag.louisiana.gov", "P.O. Box 94005, Baton Rouge, LA 70804-9005"],
  MD: ["https://oag.maryland.gov", "200 Saint Paul Place, Baltimore, MD 21202"],
  MN: ["https://www.ag.state.mn.us", "445 Minnesota Street, Suite 600, St. Paul, MN 55101"],
  MT: ["https://dojmt.gov", "Office of Consumer Protection, P.O. Box 200151, Helena, MT 59620-0151"],
  NE: ["https://ago.nebraska.gov", "2115 State Capitol, Lincoln, NE 68509"],
  NH: ["https://www.doj.nh.gov", "1 Granite Place South, Concord, NH 03301"],
  NJ: ["https://www.njconsumeraffairs.gov", "Division of Consumer Affairs, P.O. Box 45025, Newark, NJ 07101"],
  NV: ["https://ag.nv.gov", "100 N. Carson Street, Carson City, NV 89701", "to_confirm"],
  OK: ["https://oklahoma.gov/oag", "313 NE 21st Street, Oklahoma City, OK 73105", "to_confirm"],
  OR: ["https://www.doj.state.or.us", "1162 Court Street NE, Salem, OR 97301-4096", "to_confirm"],
  RI: ["https://riag.ri.gov", "150 South Main Street, Providence, RI 02903", "to_confirm"],
  TN: ["https://www.tn.gov/attorneygeneral", "P.O. Box 20207, Nashville, TN 37202-0207"],
  TX: ["https://www.texasattorneygeneral.gov", "P.O. Box 12548, Austin, TX 78711-2548"],
  UT: ["https://attorneygeneral.utah.gov", "P.O. Box 142320, Salt Lake City, UT 84114-2320"],
  VA: ["https://www.oag.state.va.us", "202 North Ninth Street, Richmond, VA 23219"],
  VT: ["https://ago.vermont.gov", "109 State Street, Montpelier, VT 05609-1001"],
};

/** Attorneys general of the states whose laws we know, by place. */
export const attorneysGeneral: Readonly<Record<string, Authority>> = Object.fromEntries(
  Object.entries(offices).map(([state, [url, post, confidence = "secondary"]]) => [
    `US-${state}`,
    {
      name: `Attorney General of ${unitedStates[state] ?? state}`,
      url,
      post: `${post}, United States`,
      kind: "attorney_general",
      confidence,
    },
  ]),
);
