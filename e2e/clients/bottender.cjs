// Runs a bot of bottender, as its makers describe it, with the emulator for its Messenger: only the address is another.
//
//     bottender.cjs ADDRESS PAGE TOKEN APP APP_SECRET FOLDER
//
// The bot lives in FOLDER, as a project of bottender does. Every step names what it does. One that fails is told with
// its reason, and the run ends with 1. What the emulator does not have is tried as well and told as "beyond": it must be
// refused.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");

const [address, page, accessToken, appId, appSecret, folder] = process.argv.slice(2);

/** What the bot was told, and what it says to the next event. */
const seen = [];
let answer;
globalThis.bot = async (context) => {
  const one = { event: context.event, session: context.session };
  seen.push(one);
  const say = answer;
  if (say && !context.event.isEcho && !context.event.isDelivery && !context.event.isRead) {
    answer = undefined;
    one.done = say(context).then((value) => ({ value }), (error) => ({ error }));
  }
};

fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, "index.js"), "module.exports = async function App(context) { await globalThis.bot(context); };\n");
fs.writeFileSync(
  path.join(folder, "bottender.config.js"),
  `module.exports = ${JSON.stringify({
    channels: {
      messenger: { enabled: true, path: "/webhooks/messenger", pageId: page, accessToken, appId, appSecret, verifyToken: "verify-me", origin: address, skipLegacyProfile: false },
    },
  })};\n`,
);
process.chdir(folder);
const { bottender } = require("bottender");
const app = bottender({ dev: false });

async function call(method, path, body, token) {
  const response = await fetch(`${address}${path}`, {
    method,
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path}: ${response.status}: ${text}`);
  return text ? JSON.parse(text) : undefined;
}
const control = (method, path, body) => call(method, `/_emulator${path}`, body);

async function until(what, test) {
  for (let look = 0; look < 500; look += 1) {
    const found = await test();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 20));
  }
  return assert.fail(`${what} did not come; ${seen.length} events did`);
}

const told = (what, test) => until(what, () => seen.find(({ event }) => test(event)));

let customer;
const write = (body) => control("POST", `/customers/${customer}/messages`, body);
const last = async () => (await control("GET", `/customers/${customer}/messages`)).at(-1);

/** A customer writes, and the bot says something to that; gives what the library gave back. */
async function says(say) {
  const number = seen.length;
  answer = say;
  await write({ text: `And now ${number}` });
  const one = await until("an answer of the bot", () => seen.slice(number).find(({ done }) => done));
  const { value, error } = await one.done;
  if (error) throw error;
  return value;
}

const refused = async (code, say) => {
  await assert.rejects(says(say), new RegExp(`Messenger API - ${code} `));
};

const hooks = http.createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  // As the makers' own server hands requests on.
  request.rawBody = Buffer.concat(chunks).toString();
  request.body = request.rawBody ? JSON.parse(request.rawBody) : {};
  await app.getRequestHandler()(request, response);
});

const steps = {
  async "the bot proves to the platform who it is, and its page is subscribed"() {
    await app.prepare();
    await new Promise((done) => hooks.listen(0, "127.0.0.1", done));
    const callback_url = `http://127.0.0.1:${hooks.address().port}/webhooks/messenger`;
    const fields = "messages,message_echoes,message_deliveries,message_reads,message_reactions,messaging_postbacks,messaging_referrals,messaging_optins";
    const subscription = { object: "page", callback_url, fields, verify_token: "verify-me" };
    await call("POST", `/v23.0/${appId}/subscriptions`, subscription, `${appId}|${appSecret}`);
    await call("POST", `/v23.0/${page}/subscribed_apps`, { subscribed_fields: fields }, accessToken);
  },
  async "what a customer writes reaches the bot, and the bot knows them by name"() {
    customer = (await control("POST", "/customers", { name: "Nora Example", page, locale: "fr_FR" })).id;
    await write({ text: "Hello" });
    const { event, session } = await told("the message", (event) => event.isText && event.text === "Hello");
    assert.equal(event.pageId, page);
    assert.deepEqual([session.user.id, session.user.firstName, session.user.lastName], [customer, "Nora", "Example"]);
  },
  async "a forged webhook does not reach it"() {
    const number = seen.length;
    const body = JSON.stringify({ object: "page", entry: [{ id: page, messaging: [{ sender: { id: "1" }, message: { mid: "m", text: "forged" } }] }] });
    const { port } = hooks.address();
    const headers = { "content-type": "application/json", "x-hub-signature": `sha1=${"0".repeat(40)}` };
    const response = await fetch(`http://127.0.0.1:${port}/webhooks/messenger`, { method: "POST", headers, body });
    assert.deepEqual([response.status, seen.length], [400, number]);
  },
  async "the bot answers with words and quick replies, and hears of the echo, the delivery and the tap"() {
    const sent = await says((context) => context.sendText("Which one?", {
      quickReplies: [{ contentType: "text", title: "Blue", payload: "BLUE" }],
    }));
    assert.equal((await last()).mid, sent.messageId);
    await told("the echo", (event) => event.isEcho && event.message.mid === sent.messageId);
    await told("the delivery", (event) => event.isDelivery && event.delivery.mids.includes(sent.messageId));
    await write({ quick_reply: "BLUE" });
    await told("the tap", (event) => event.isQuickReply && event.quickReply.payload === "BLUE");
  },
  async "files go out by their addresses"() {
    for (const [kind, say] of [
      ["image", (context) => context.sendImage("https://shop.example/a.jpg")],
      ["audio", (context) => context.sendAudio("https://shop.example/a.mp3")],
      ["video", (context) => context.sendVideo("https://shop.example/a.mp4")],
      ["file", (context) => context.sendFile("https://shop.example/a.pdf")],
    ]) {
      await says(say);
      assert.equal((await last()).attachments[0].type, kind);
    }
  },
  async "templates go out, and a tap on a button comes back"() {
    await says((context) => context.sendButtonTemplate("What next?", [{ type: "postback", title: "Order", payload: "ORDER" }]));
    assert.equal((await last()).attachments[0].buttons[0].payload, "ORDER");
    await control("POST", `/customers/${customer}/postbacks`, { payload: "ORDER", title: "Order" });
    await told("the postback", (event) => event.isPostback && event.postback.payload === "ORDER");
    await says((context) => context.sendGenericTemplate([
      { title: "Lamp", subtitle: "In oak", buttons: [{ type: "web_url", title: "See", url: "https://shop.example" }] },
    ]));
    assert.equal((await last()).attachments[0].title, "Lamp\nIn oak");
    await says((context) => context.sendReceiptTemplate({
      recipientName: "Nora", orderNumber: "A-17", currency: "EUR", paymentMethod: "Visa",
      summary: { totalCost: 59 }, elements: [{ title: "Lamp", price: 59 }],
    }));
    await says((context) => context.sendOneTimeNotifReqTemplate({ title: "Back in stock?", payload: "STOCK" }));
    assert.equal((await last()).attachments[0].buttons[0].kind, "notify");
  },
  async "sender actions show on the phone"() {
    const shown = async () => (await control("GET", `/customers/${customer}`)).business_typing;
    await says((context) => context.markSeen());
    await says((context) => context.typingOn());
    assert.equal(await shown(), true);
    await says((context) => context.typingOff());
    assert.equal(await shown(), false);
  },
  async "a picture goes out as a template of its own"() {
    await says((context) => context.sendMediaTemplate([{ mediaType: "image", url: "https://www.facebook.com/photo.php?fbid=1" }]));
    const { template } = (await last()).attachments[0];
    assert.deepEqual([template.kind, template.cards[0].picture], ["media", "image"]);
  },
  async "the bot labels who it talks to"() {
    const { id } = await control("POST", `/pages/${page}/labels`, { name: "vip" });
    const labels = async () => (await control("GET", `/customers/${customer}`)).labels;
    await says((context) => context.associateLabel(id));
    assert.deepEqual(await labels(), ["vip"]);
    assert.deepEqual((await says((context) => context.getAssociatedLabels())).data.map((one) => one.id), [id]);
    await says((context) => context.dissociateLabel(id));
    assert.deepEqual(await labels(), []);
  },
  async "the bot hands the thread to the page's inbox, and takes it back"() {
    const owner = () => control("GET", `/customers/${customer}`).then((one) => one.controlled_by);
    await says(async (context) => {
      await context.takeThreadControl("mine");
      assert.equal(String((await context.getThreadOwner()).appId), appId);
      await context.passThreadControlToPageInbox("yours");
      assert.equal(await owner(), "page_inbox");
      await assert.rejects(context.sendText("Still me"), /Messenger API - 10 /);
      await context.takeThreadControl("mine again");
      await context.sendText("Here I am");
    });
    assert.equal(await owner(), "own");
  },
  async "what the platform refuses, the bot is told with its code"() {
    await refused(100, (context) => context.sendText("x".repeat(2001)));
    await refused(100, (context) => context.sendText("Your parcel", { tag: "CONFIRMED_EVENT_UPDATE" }));
  },
};

// What the bot can do and the emulator refuses, each with the code of the refusal. Where one is done after all, it
// belongs among the steps, and the run fails.
const beyond = {
  "menu of a person": [2500, (context) => context.getUserPersistentMenu()],
  "boarding pass": [100, (context) => context.sendAirlineBoardingPassTemplate({ introMessage: "Your pass", locale: "en_US", boardingPass: [] })],
};

(async () => {
  let failed = 0;
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step();
      console.log(`ok      ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}\n${error.stack}`);
    }
  }
  for (const [name, [code, say]] of Object.entries(beyond)) {
    try {
      await refused(code, say);
      console.log(`beyond  ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}, which was refused so far\n${error.stack}`);
    }
  }
  const count = Object.keys({ ...steps, ...beyond }).length;
  console.log(`${count - failed} of ${count} steps`);
  process.exit(failed ? 1 : 0);
})();
