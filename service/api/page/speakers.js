// @ts-check
// The list of speakers: how much each says, and a button that leaves only theirs.

/** @import { Reading, Voice } from "./types.js" */

import { byId, element, words } from "./dom.js";
import { membersOf } from "./reading.js";
import { counted, kindOf, percent } from "./wording.js";

export class SpeakersView {
  #root = byId("speakers");

  /** @param {(key: string | null) => void} choose */
  constructor(choose) {
    this.#root.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (button) choose(button.getAttribute("aria-pressed") === "true" ? null : (button.dataset.voice ?? null));
    });
  }

  /** @param {Reading} reading */
  show(reading) {
    const rows = reading.voices.map((voice) => element("li", {}, row(voice, reading)));
    this.#root.replaceChildren(...rows);
    byId("speakers-count").textContent = String(reading.answer.speakers.length);
  }

  /** @param {string | null} voice */
  choose(voice) {
    for (const button of this.#root.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.voice === voice));
    }
  }

  /** Takes the keyboard to the chosen speaker, or the first. */
  focus() {
    const target = this.#root.querySelector("[aria-pressed=true]") ?? this.#root.querySelector("button");
    if (target instanceof HTMLElement) target.focus();
  }
}

/** @param {Voice} voice @param {Reading} reading */
function row(voice, reading) {
  const { speaker } = voice;
  const name = speaker ? words(speaker.name, "name") : element("span", { class: "name" }, "No speaker");
  const about = speaker ? [kindOf(speaker)] : ["the article does not say who, or nobody could be told"];
  const line = element("span", { class: "about" }, about.join(", "));
  if (speaker?.description) line.append(" · ", words(speaker.description));
  const joint = voice.joint.length ? ` (+ ${counted(voice.joint.length, "joint quote")})` : "";
  const quotes = `${counted(voice.own.length, "quote")}${joint}`;
  const amount = `${quotes} · ${counted(voice.words, "word")} · ${percent(voice.share)}`;
  const bar = element("span", { class: "share", "aria-hidden": "true" });
  bar.style.setProperty("--share", String(voice.share));
  const button = element(
    "button",
    { type: "button", class: `voice colour-${voice.colour}`, "aria-pressed": "false", "data-voice": voice.key },
    name,
    line,
    memberLine(voice, reading),
    element("span", { class: "amount" }, amount),
    bar,
  );
  return button;
}

/** @param {Voice} voice @param {Reading} reading */
function memberLine({ speaker }, reading) {
  if (!speaker?.members.length) return null;
  const line = element("span", { class: "about" }, "joint: ");
  membersOf(reading, speaker).forEach((member, i) => line.append(i ? ", " : "", words(member.name)));
  return line;
}
