/** Copies the value of a field, or a text, and says so on its button. */

import { Controller } from "../../vendor/stimulus.js"

export class ClipboardController extends Controller {
  static targets = ["source", "label"]
  static values = { done: String }

  async copy() {
    const source = this.sourceTarget
    if (source.select) source.select()
    else getSelection().selectAllChildren(source)
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent)
    } catch {
      // Without a secure context the text is selected, ready for the keyboard.
      return
    }
    const before = this.labelTarget.textContent
    if (before === this.doneValue) return
    this.labelTarget.textContent = this.doneValue
    this.element.dataset.done = ""
    setTimeout(() => {
      this.labelTarget.textContent = before
      delete this.element.dataset.done
    }, 2000)
  }
}
