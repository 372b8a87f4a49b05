/** Copies the value of a field and says so on its button. */

import { Controller } from "../../vendor/stimulus.js"

export class ClipboardController extends Controller {
  static targets = ["source", "label"]
  static values = { done: String }

  async copy() {
    this.sourceTarget.select()
    try {
      await navigator.clipboard.writeText(this.sourceTarget.value)
    } catch {
      // Without a secure context the text is selected, ready for the keyboard.
      return
    }
    const before = this.labelTarget.textContent
    if (before === this.doneValue) return
    this.labelTarget.textContent = this.doneValue
    setTimeout(() => (this.labelTarget.textContent = before), 2000)
  }
}
