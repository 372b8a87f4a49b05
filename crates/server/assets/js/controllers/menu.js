/** A `<details>` menu that closes as people expect: by Escape, by a click elsewhere, and after a choice. */

import { Controller } from "../../vendor/stimulus.js"

export class MenuController extends Controller {
  connect() {
    this.outside = (event) => this.element.contains(event.target) || this.close()
    this.escape = (event) => {
      if (event.key !== "Escape" || !this.element.open) return
      this.close()
      this.element.querySelector("summary").focus()
    }
    document.addEventListener("pointerdown", this.outside)
    this.element.addEventListener("keydown", this.escape)
    this.element.addEventListener("turbo:submit-end", this.close)
  }

  disconnect() {
    document.removeEventListener("pointerdown", this.outside)
    this.element.removeEventListener("keydown", this.escape)
    this.element.removeEventListener("turbo:submit-end", this.close)
  }

  close = () => {
    this.element.open = false
  }
}
