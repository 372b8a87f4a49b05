/** Files that somebody has chosen, as they are shown before they are sent. */

/** The edge of a small picture, in device pixels. */
const EDGE = 96

/**
 * Puts a small picture of a file in a place, where the browser can read it; else the place keeps what it has.
 * @param {File} file
 * @param {HTMLElement} place
 */
export async function sketch(file, place) {
  try {
    const picture = await createImageBitmap(file)
    const scale = EDGE / Math.min(picture.width, picture.height)
    const canvas = Object.assign(document.createElement("canvas"), { width: EDGE, height: EDGE })
    const [width, height] = [picture.width * scale, picture.height * scale]
    canvas.getContext("2d").drawImage(picture, (EDGE - width) / 2, (EDGE - height) / 2, width, height)
    picture.close()
    place.replaceChildren(canvas)
  } catch {
    // Nothing that browsers show.
  }
}

/**
 * Whether a platform surely does not refuse a file by such a rule. Browsers go by names, and call sound and films by many;
 * the server reads what is in the file.
 * @param {{ most: number, types: string[] }} rule
 * @param {File} file
 */
export function takes(rule, { type, size }) {
  const [own] = type.split("/")
  const seen = own === "text" ? "text/plain" : type
  const isVague = ["", "audio", "video"].includes(own)
  return size <= rule.most && (isVague || !rule.types.length || rule.types.includes(seen))
}

/**
 * A size as the reader's language writes it.
 * @param {number} bytes
 */
export function inWords(bytes) {
  const [unit, size] = bytes < 1e6 ? ["kilobyte", Math.ceil(bytes / 1e3)] : ["megabyte", bytes / 1e6]
  const format = { style: "unit", unit, maximumFractionDigits: 1 }
  return new Intl.NumberFormat(document.documentElement.lang, format).format(size)
}
