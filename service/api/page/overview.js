// @ts-check
// What stands above the article: what it is, how it was read, and what a reader should be warned of.

/** @import { Reading, Span } from "./types.js" */

import { byId, element, words } from "./dom.js";
import { spanHolds } from "./reading.js";
import { hasControls } from "./strange.js";
import { counted, warningInWords } from "./wording.js";

const CONTROLS =
  "The text holds characters that can turn the direction of writing. They are named where they stand, and turn nothing.";

/**
 * @param {Reading} reading
 * @param {number | null} milliseconds of inference
 * @param {(span: Span) => void} jump
 */
export function showOverview(reading, milliseconds, jump) {
  const { article, model, speakers } = reading.answer;
  byId("article-title").replaceChildren(words(article.title ?? "Untitled article"));
  document.title = `${article.title ?? "Untitled article"} · Whosaid`;
  const source = [article.publisher, article.published, article.url].filter((each) => each !== null).join(" · ");
  byId("article-source").replaceChildren(words(source));
  byId("article-source").hidden = !source;
  const facts = [
    counted(reading.items.length, "quote"),
    counted(speakers.length, "speaker"),
    counted(
      reading.items.filter((item) => !item.speaker).length,
      "quote without a speaker",
      "quotes without a speaker",
    ),
    `${model.name} ${model.version}`,
  ];
  if (milliseconds !== null) facts.push(`read in ${(milliseconds / 1000).toFixed(1)} s`);
  byId("facts").replaceChildren(...facts.map((fact) => element("li", {}, fact)));
  const lines = warningLines(reading, jump);
  byId("warnings").replaceChildren(...lines);
  byId("warnings").hidden = lines.length === 0;
}

/** @param {Reading} reading @param {(span: Span) => void} jump */
function warningLines({ article, answer, amiss }, jump) {
  const lines = answer.warnings.map((warning) => {
    const line = element("li", {}, warningInWords(warning));
    const { span } = warning;
    if (span && spanHolds(article.text, span)) {
      const button = element("button", { type: "button", class: "jump" }, "Show it");
      button.addEventListener("click", () => jump(span));
      line.append(" ", button);
    }
    return line;
  });
  if (hasControls(article.text)) {
    lines.push(element("li", {}, CONTROLS));
  }
  if (amiss.length) {
    const are = `${counted(amiss.length, "quote")} (${amiss.slice(0, 20).join(", ")})`;
    lines.push(
      element("li", {}, `${are} are not shown: their offsets do not match the text. Tell whoever runs the service.`),
    );
  }
  return lines;
}
