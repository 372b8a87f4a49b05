/** Tells the server the browser's time zone, so that every time on the page is right without a script. */

import { Controller } from "../../vendor/stimulus.js"
import { visit } from "../../vendor/turbo.js"

const A_YEAR = 31_536_000

export class ZoneController extends Controller {
  // The zone the page was made with, and whether the agent chose it.
  static values = { current: String, fixed: Boolean }

  connect() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const known = document.cookie.includes(`time_zone=${encodeURIComponent(zone)}`)
    if (known) return
    document.cookie = `time_zone=${encodeURIComponent(zone)}; path=/; max-age=${A_YEAR}; samesite=lax`
    if (!this.fixedValue && zone !== this.currentValue) visit(location.href, { action: "replace" })
  }
}
