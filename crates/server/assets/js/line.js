/**
 * The line to the server: one event stream for all tabs, because over HTTP/1.1 a browser grants a site six connections.
 * The tab that holds the lock has the stream; what arrives there tells the others that something happened, and each that
 * is seen asks what it means for its own page. Where there are no locks (without TLS), every tab that is seen has a stream.
 */

const RETRY_MS = [1000, 2000, 5000, 10_000]
/** How long a tab without the stream waits to be given it before it asks for itself. */
const PATIENCE_MS = 150
/** How often it asks though it heard nothing. */
const ASK_MS = 20_000
/** How long the lock outlives a page, for the next page of the same tab. */
const KEEP_MS = 500

/** @type {(() => void) | null} Lets go of the lock; null while another tab holds it. */
let letGo = null
let keeping

export class Line {
  /**
   * @param {string} address of the stream, from the position that the page shows
   * @param {string} name the same in all tabs of one session
   * @param {{ show: (state: "live" | "waiting") => void, render: (html: string) => void }} page
   */
  constructor(address, name, page) {
    this.address = new URL(address, location.href)
    this.name = name
    this.page = page
  }

  open() {
    this.tries = 0
    this.leads = false
    this.closing = new AbortController()
    const { signal } = this.closing
    document.addEventListener("visibilitychange", () => this.turned(), { signal })
    if (!navigator.locks) {
      this.turned()
      return
    }
    this.channel = new BroadcastChannel(this.name)
    this.channel.onmessage = ({ data }) => this.heard(data)
    clearTimeout(keeping)
    if (letGo) {
      this.stream()
      return
    }
    this.later(() => this.ask(), PATIENCE_MS)
    const hold = () => new Promise((done) => {
      letGo = () => {
        letGo = null
        done()
      }
      this.stream()
    })
    navigator.locks.request(this.name, { signal }, hold).catch(() => {})
  }

  /** @param {boolean} now whether the tab is left, so that another one must take over at once */
  close(now) {
    this.closing.abort()
    this.source?.close()
    this.channel?.close()
    clearTimeout(this.timer)
    clearTimeout(this.due)
    if (letGo && now) letGo()
    else if (letGo) keeping = setTimeout(() => letGo?.(), KEEP_MS)
  }

  stream() {
    this.leads = true
    clearTimeout(this.timer)
    clearTimeout(this.due)
    this.page.show("waiting")
    this.source = new EventSource(this.at())
    this.source.onopen = () => {
      this.tries = 0
      this.page.show("live")
    }
    this.source.onerror = () => this.failed()
    this.source.onmessage = (event) => this.received(event, { news: true })
    this.source.addEventListener("everywhere", (event) => this.received(event, { everywhere: event.data }))
  }

  /**
   * @param {MessageEvent} event
   * @param {object} word for the other tabs
   */
  received({ data, lastEventId }, word) {
    if (lastEventId) this.position = lastEventId
    if (data) this.page.render(data)
    this.channel?.postMessage(word)
  }

  /** The browser opens a broken stream again by itself; one that was refused must be asked for anew. */
  failed() {
    this.page.show("waiting")
    this.channel?.postMessage({ lost: true })
    if (this.source.readyState === EventSource.CLOSED) this.later(() => this.stream(), this.pause())
  }

  /** The tab that has the stream spoke. */
  heard({ everywhere, lost }) {
    if (this.leads) return
    if (everywhere) this.page.render(everywhere)
    else if (lost) this.page.show("waiting")
    else this.ask()
  }

  /** The tab was hidden or is seen again. */
  turned() {
    if (navigator.locks) {
      if (!this.leads) this.ask()
    } else if (document.hidden) {
      clearTimeout(this.timer)
      this.source?.close()
    } else this.stream()
  }

  /** What was missed, once. A tab that nobody sees asks when it is seen. */
  async ask() {
    if (this.leads || document.hidden) return
    if (this.isAsking) {
      this.isStale = true
      return
    }
    this.isAsking = true
    this.later(() => this.ask(), ASK_MS)
    try {
      const response = await fetch(`${this.at()}&once=true`, { signal: this.closing.signal })
      if (!response.ok) throw new Error(response.statusText)
      const answer = await response.text()
      if (!this.leads) this.take(answer)
    } catch {
      if (!this.leads && !this.closing.signal.aborted) {
        this.page.show("waiting")
        this.later(() => this.ask(), this.pause())
      }
    }
    this.isAsking = false
    if (!this.isStale) return
    this.isStale = false
    this.ask()
  }

  /** @param {string} answer an event as a stream has it, and after how long time alone changes the page */
  take(answer) {
    this.tries = 0
    this.page.show("live")
    this.position = answer.match(/^id: (\d+)$/m)?.[1] ?? this.position
    const html = [...answer.matchAll(/^data: ?(.*)$/gm)].map(([, line]) => line).join("\n")
    if (html) this.page.render(html)
    const wait = answer.match(/^retry: (\d+)$/m)?.[1]
    clearTimeout(this.due)
    // A browser counts no further than this; the page is asked for again long before.
    if (wait < 2 ** 31) this.due = setTimeout(() => this.page.render('<turbo-stream action="refresh"></turbo-stream>'), wait)
  }

  at() {
    if (this.position) this.address.searchParams.set("after", this.position)
    return this.address.pathname + this.address.search
  }

  pause() {
    return RETRY_MS[Math.min(this.tries++, RETRY_MS.length - 1)]
  }

  later(act, wait) {
    clearTimeout(this.timer)
    this.timer = setTimeout(act, wait)
  }
}
