import ask from "../messages/pl/ask.json" with { type: "json" };
import brands from "../messages/pl/brands.json" with { type: "json" };
import check from "../messages/pl/check.json" with { type: "json" };
import correct from "../messages/pl/correct.json" with { type: "json" };
import dealings from "../messages/pl/dealings.json" with { type: "json" };
import deletion from "../messages/pl/deletion.json" with { type: "json" };
import download from "../messages/pl/download.json" with { type: "json" };
import errors from "../messages/pl/errors.json" with { type: "json" };
import figures from "../messages/pl/figures.json" with { type: "json" };
import home from "../messages/pl/home.json" with { type: "json" };
import me from "../messages/pl/me.json" with { type: "json" };
import others from "../messages/pl/others.json" with { type: "json" };
import pages from "../messages/pl/pages.json" with { type: "json" };
import proofs from "../messages/pl/proofs.json" with { type: "json" };
import prove from "../messages/pl/prove.json" with { type: "json" };
import recourse from "../messages/pl/recourse.json" with { type: "json" };
import ruler from "../messages/pl/ruler.json" with { type: "json" };
import several from "../messages/pl/several.json" with { type: "json" };
import shell from "../messages/pl/shell.json" with { type: "json" };
import states from "../messages/pl/states.json" with { type: "json" };
import track from "../messages/pl/track.json" with { type: "json" };

/** Polish: all areas of the portal's words. */
export const pl = {
  ...ask,
  ...brands,
  ...check,
  ...correct,
  ...dealings,
  ...deletion,
  ...download,
  ...errors,
  ...figures,
  ...home,
  ...me,
  ...others,
  ...pages,
  ...proofs,
  ...prove,
  ...recourse,
  ...ruler,
  ...several,
  ...shell,
  ...states,
  ...track,
};
