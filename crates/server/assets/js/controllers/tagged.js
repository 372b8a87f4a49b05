/**
 * The tag wizard: while somebody writes, the server says what the rules make of it. A live update may bring a new
 * wizard meanwhile; what was chosen is kept.
 */

import { Controller } from "../../vendor/stimulus.js"
import { renderStreamMessage } from "../../vendor/turbo.js"

/** How long nothing is typed before the rules are asked, in milliseconds. */
const PAUSE = 300

export class TaggedController extends Controller {
  static targets = ["form", "purpose", "ask"]
  static values = { conversation: String, check: String }

  connect() {
    this.restore()
  }

  disconnect() {
    this.forget()
  }

  /** Asked by itself, so it needs no button. */
  askTargetConnected(button) {
    button.hidden = true
  }

  restore() {
    const purpose = sessionStorage.getItem(this.key)
    if (purpose === null) return
    this.element.open = true
    for (const choice of this.purposeTargets) if (choice.value === purpose) choice.checked = true
    this.typed()
  }

  toggled() {
    if (this.element.open) sessionStorage.setItem(this.key, this.purpose)
    else sessionStorage.removeItem(this.key)
  }

  chosen() {
    this.toggled()
    this.typed()
  }

  typed() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.check(), PAUSE)
  }

  /** The rules are asked again by sending. A live update may come before the answer: its wizard stays closed. */
  sending() {
    this.forget()
    sessionStorage.removeItem(this.key)
  }

  sent(event) {
    if (event.detail.success) this.element.open = false
    else this.toggled()
  }

  async check() {
    if (!this.hasFormTarget || !this.purpose) return
    this.request?.abort()
    this.request = new AbortController()
    try {
      const response = await fetch(this.checkValue, {
        method: "POST",
        body: new URLSearchParams(new FormData(this.formTarget)),
        headers: { Accept: "text/vnd.turbo-stream.html" },
        signal: this.request.signal,
      })
      const isPatch = response.headers.get("content-type")?.startsWith("text/vnd.turbo-stream.html")
      if (response.ok && isPatch) renderStreamMessage(await response.text())
    } catch {
      // Overtaken by the next question, or no connection: sending asks again.
    }
  }

  forget() {
    clearTimeout(this.timer)
    this.request?.abort()
  }

  /** Where the purpose of a wizard that is open is kept, beside the draft. */
  get key() {
    return `tagged-${this.conversationValue}`
  }

  get purpose() {
    return this.purposeTargets.find((choice) => choice.checked)?.value ?? ""
  }
}
