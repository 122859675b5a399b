import ask from "../messages/en/ask.json" with { type: "json" };
import brands from "../messages/en/brands.json" with { type: "json" };
import check from "../messages/en/check.json" with { type: "json" };
import correct from "../messages/en/correct.json" with { type: "json" };
import dealings from "../messages/en/dealings.json" with { type: "json" };
import deletion from "../messages/en/deletion.json" with { type: "json" };
import download from "../messages/en/download.json" with { type: "json" };
import errors from "../messages/en/errors.json" with { type: "json" };
import figures from "../messages/en/figures.json" with { type: "json" };
import home from "../messages/en/home.json" with { type: "json" };
import me from "../messages/en/me.json" with { type: "json" };
import others from "../messages/en/others.json" with { type: "json" };
import pages from "../messages/en/pages.json" with { type: "json" };
import proofs from "../messages/en/proofs.json" with { type: "json" };
import prove from "../messages/en/prove.json" with { type: "json" };
import recourse from "../messages/en/recourse.json" with { type: "json" };
import ruler from "../messages/en/ruler.json" with { type: "json" };
import several from "../messages/en/several.json" with { type: "json" };
import shell from "../messages/en/shell.json" with { type: "json" };
import states from "../messages/en/states.json" with { type: "json" };
import track from "../messages/en/track.json" with { type: "json" };

/** English: all areas of the portal's words. */
export const en = {
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
