import ask from "../messages/nl/ask.json" with { type: "json" };
import brands from "../messages/nl/brands.json" with { type: "json" };
import check from "../messages/nl/check.json" with { type: "json" };
import correct from "../messages/nl/correct.json" with { type: "json" };
import dealings from "../messages/nl/dealings.json" with { type: "json" };
import deletion from "../messages/nl/deletion.json" with { type: "json" };
import download from "../messages/nl/download.json" with { type: "json" };
import errors from "../messages/nl/errors.json" with { type: "json" };
import figures from "../messages/nl/figures.json" with { type: "json" };
import home from "../messages/nl/home.json" with { type: "json" };
import me from "../messages/nl/me.json" with { type: "json" };
import others from "../messages/nl/others.json" with { type: "json" };
import pages from "../messages/nl/pages.json" with { type: "json" };
import proofs from "../messages/nl/proofs.json" with { type: "json" };
import prove from "../messages/nl/prove.json" with { type: "json" };
import recourse from "../messages/nl/recourse.json" with { type: "json" };
import ruler from "../messages/nl/ruler.json" with { type: "json" };
import several from "../messages/nl/several.json" with { type: "json" };
import shell from "../messages/nl/shell.json" with { type: "json" };
import states from "../messages/nl/states.json" with { type: "json" };
import track from "../messages/nl/track.json" with { type: "json" };

/** Dutch: all areas of the portal's words. */
export const nl = {
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
