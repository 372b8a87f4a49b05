/** The customer is shown that somebody writes to them, and no longer when they stop without sending. */

import { Controller } from "../../vendor/stimulus.js"

/** The platforms show it for about twenty seconds: it is said again before that is over, in milliseconds. */
const AGAIN = 15_000

export class TypingController extends Controller {
  static values = { address: String, csrf: String }

  connect() {
    this.saidAt = 0
  }

  /** The page is left, or another conversation is opened. */
  disconnect() {
    this.stopped()
  }

  typed(event) {
    if (!event.target.value.trim()) this.stopped()
    else if (Date.now() - this.saidAt > AGAIN) {
      this.saidAt = Date.now()
      this.say(true)
    }
  }

  stopped() {
    if (!this.saidAt) return
    this.saidAt = 0
    this.say(false)
  }

  /** The message itself ends it. */
  sending() {
    this.saidAt = 0
  }

  /** @param {boolean} typing */
  say(typing) {
    const body = new URLSearchParams({ csrf: this.csrfValue, typing: String(typing) })
    // A customer who is not told misses nothing.
    fetch(this.addressValue, { method: "POST", body, keepalive: true }).catch(() => {})
  }
}
