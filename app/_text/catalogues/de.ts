import ask from "../messages/de/ask.json" with { type: "json" };
import brands from "../messages/de/brands.json" with { type: "json" };
import check from "../messages/de/check.json" with { type: "json" };
import correct from "../messages/de/correct.json" with { type: "json" };
import dealings from "../messages/de/dealings.json" with { type: "json" };
import deletion from "../messages/de/deletion.json" with { type: "json" };
import download from "../messages/de/download.json" with { type: "json" };
import errors from "../messages/de/errors.json" with { type: "json" };
import figures from "../messages/de/figures.json" with { type: "json" };
import home from "../messages/de/home.json" with { type: "json" };
import me from "../messages/de/me.json" with { type: "json" };
import others from "../messages/de/others.json" with { type: "json" };
import pages from "../messages/de/pages.json" with { type: "json" };
import proofs from "../messages/de/proofs.json" with { type: "json" };
import prove from "../messages/de/prove.json" with { type: "json" };
import recourse from "../messages/de/recourse.json" with { type: "json" };
import ruler from "../messages/de/ruler.json" with { type: "json" };
import several from "../messages/de/several.json" with { type: "json" };
import shell from "../messages/de/shell.json" with { type: "json" };
import states from "../messages/de/states.json" with { type: "json" };
import track from "../messages/de/track.json" with { type: "json" };

/** German: all areas of the portal's words. */
export const de = {
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
