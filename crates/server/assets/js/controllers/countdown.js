/** Keeps a window pill or the composer's bar true while the page is open. */

import { Controller } from "../../vendor/stimulus.js"
import { fill, now, onBeat, span, terms } from "../clock.js"

const HOUR = 3_600_000

export class CountdownController extends Controller {
  static targets = ["text"]
  // Ends in milliseconds since the epoch; 0 where there is none.
  static values = { closes: Number, human: Number, bar: Number, stage: String }

  connect() {
    this.end = onBeat(() => this.show())
    this.show()
  }

  disconnect() {
    this.end()
  }

  show() {
    const words = terms()
    if (!words) return
    if (this.barValue) {
      this.element.value = Math.max(0, (this.barValue - now()) / 1000)
      return
    }
    const { stage, left } = this.current()
    if (stage !== this.stageValue) {
      this.element.classList.replace(`pill--${this.stageValue}`, `pill--${stage}`)
      this.stageValue = stage
    }
    let text = words.closed
    if (stage === "human") text = fill(words.human, { span: span(left) })
    else if (stage !== "closed") text = span(left)
    if (this.textTarget.textContent !== text) this.textTarget.textContent = text
  }

  /** The stage now and what is left of it; half-open, as on the server. */
  current() {
    const closes = this.closesValue - now()
    if (closes > 0) return { stage: closes < HOUR ? "urgent" : closes < 6 * HOUR ? "soon" : "open", left: closes }
    const human = this.humanValue - now()
    if (human > 0) return { stage: "human", left: human }
    return { stage: "closed", left: 0 }
  }
}
