// Drives the emulator's Messenger with messaging-api-messenger, a library that knows nothing of it but its address.
//
//     messenger.cjs ADDRESS PAGE TOKEN APP APP_SECRET
//
// Every step names what it does. One that fails is told with its reason, and the run ends with 1. What the emulator
// does not have is tried as well and told as "beyond": it must be refused as the platform refuses it.

const assert = require("node:assert/strict");
const crypto = require("node:crypto");
const http = require("node:http");
const { MessengerClient } = require("messaging-api-messenger");

const [address, page, accessToken, appId, appSecret] = process.argv.slice(2);
const client = new MessengerClient({ accessToken, appId, appSecret, origin: address, version: "23.0" });

async function control(method, path, body) {
  const response = await fetch(`${address}/_emulator${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  assert.ok(response.ok, `${method} ${path}: ${response.status}`);
  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
}

/** Calls the platform where the library has no call for it. */
async function graph(path, token, body) {
  const response = await fetch(`${address}/v23.0/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  assert.ok(response.ok, `${path}: ${await response.text()}`);
}

const received = [];
const hooks = http.createServer(async (request, response) => {
  const { searchParams } = new URL(request.url, "http://hooks.invalid");
  if (request.method === "GET") return response.end(searchParams.get("hub.challenge"));
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const signature = `sha256=${crypto.createHmac("sha256", appSecret).update(body).digest("hex")}`;
  received.push({ genuine: request.headers["x-hub-signature-256"] === signature, body: JSON.parse(body) });
  response.end();
});

/** The first webhook item that passes, once it has come. */
async function told(test) {
  for (let look = 0; look < 500; look += 1) {
    assert.ok(received.every((one) => one.genuine), "every webhook is signed");
    const item = received.flatMap(({ body }) => body.entry.flatMap((entry) => entry.messaging ?? [])).find(test);
    if (item) return item;
    await new Promise((done) => setTimeout(done, 20));
  }
  return assert.fail(`nothing of the kind came among ${received.length} webhooks`);
}

let customer;
const thread = () => control("GET", `/customers/${customer}/messages`);
const last = async () => (await thread()).at(-1);

async function refused(code, call) {
  try {
    await call();
  } catch (error) {
    assert.match(error.message, new RegExp(`Messenger API - ${code} `));
    return;
  }
  assert.fail(`error ${code} was expected`);
}

const steps = {
  async "the app is told of the page at its own address"() {
    await new Promise((done) => hooks.listen(0, "127.0.0.1", done));
    const callback_url = `http://127.0.0.1:${hooks.address().port}/`;
    const fields = "messages,message_echoes,message_deliveries,message_reads,messaging_postbacks";
    await graph(`${appId}/subscriptions`, `${appId}|${appSecret}`, { object: "page", callback_url, fields, verify_token: "verify-me" });
    await graph(`${page}/subscribed_apps`, accessToken, { subscribed_fields: fields });
  },
  async "a customer writes and is known by name"() {
    customer = (await control("POST", "/customers", { name: "Nora Example", page, locale: "fr_FR" })).id;
    await control("POST", `/customers/${customer}/messages`, { text: "Hello" });
    const profile = await client.getUserProfile(customer);
    assert.deepEqual([profile.firstName, profile.lastName], ["Nora", "Example"]);
    assert.equal((await told((item) => item.message?.text === "Hello")).sender.id, customer);
  },
  async "the page and its app are shown"() {
    assert.equal((await client.getPageInfo()).id, page);
    const subscriptions = await client.getSubscriptions({ accessToken: `${appId}|${appSecret}` });
    assert.ok(subscriptions.some((one) => one.object === "page" && one.fields.some((field) => field.name === "messages")));
  },
  async "words go out as an answer, with quick replies"() {
    const sent = await client.sendText(customer, "Which one?", {
      messagingType: "RESPONSE",
      quickReplies: [{ contentType: "text", title: "Blue", payload: "BLUE" }],
    });
    assert.equal(sent.recipientId, customer);
    const message = await last();
    assert.equal(message.mid, sent.messageId);
    assert.equal(message.quick_replies[0].payload, "BLUE");
    await told((item) => item.message?.is_echo && item.message.mid === sent.messageId);
    await told((item) => item.delivery?.mids.includes(sent.messageId));
    await control("POST", `/customers/${customer}/messages`, { quick_reply: "BLUE" });
    await told((item) => item.message?.quick_reply?.payload === "BLUE");
  },
  async "files go out by their addresses"() {
    await client.sendImage(customer, "https://shop.example/a.jpg");
    await client.sendAudio(customer, "https://shop.example/a.mp3");
    await client.sendVideo(customer, "https://shop.example/a.mp4");
    await client.sendFile(customer, "https://shop.example/a.pdf");
    assert.deepEqual((await thread()).slice(-4).map((one) => one.attachments[0].type), ["image", "audio", "video", "file"]);
  },
  async "templates go out with their buttons"() {
    await client.sendButtonTemplate(customer, "What next?", [{ type: "postback", title: "Order", payload: "ORDER" }]);
    assert.equal((await last()).attachments[0].buttons[0].payload, "ORDER");
    await control("POST", `/customers/${customer}/postbacks`, { payload: "ORDER", title: "Order" });
    await told((item) => item.postback?.payload === "ORDER");
    await client.sendGenericTemplate(customer, [
      { title: "Lamp", subtitle: "In oak", buttons: [{ type: "web_url", title: "See", url: "https://shop.example" }] },
    ]);
    assert.equal((await last()).attachments[0].title, "Lamp\nIn oak");
    await client.sendReceiptTemplate(customer, {
      recipientName: "Nora", orderNumber: "A-17", currency: "EUR", paymentMethod: "Visa",
      summary: { totalCost: 59 }, elements: [{ title: "Lamp", price: 59 }],
    });
    await client.sendOneTimeNotifReqTemplate(customer, { title: "Back in stock?", payload: "STOCK" });
    assert.equal((await last()).attachments[0].buttons[0].kind, "notify");
  },
  async "sender actions show on the phone"() {
    await client.markSeen(customer);
    await client.typingOn(customer);
    assert.equal((await control("GET", `/customers/${customer}`)).business_typing, true);
    await client.typingOff(customer);
    assert.equal((await control("GET", `/customers/${customer}`)).business_typing, false);
  },
  async "what a page offers is set, read and taken back, ten times in ten minutes"() {
    await client.setGetStarted("START");
    await client.setGreeting("Hello");
    await client.setPersistentMenu([{ type: "postback", title: "Order", payload: "ORDER" }]);
    await client.setWhitelistedDomains(["https://shop.example"]);
    assert.deepEqual(await client.getGetStarted(), { payload: "START" });
    assert.equal((await client.getGreeting())[0].text, "Hello");
    assert.equal((await client.getPersistentMenu())[0].callToActions[0].payload, "ORDER");
    assert.deepEqual(await client.getWhitelistedDomains(), ["https://shop.example"]);
    const shown = await control("GET", `/pages/${page}`);
    assert.deepEqual([shown.get_started, shown.greeting, shown.menu[0].title], ["START", "Hello", "Order"]);
    await refused(100, () => client.deleteGetStarted());
    await client.deletePersistentMenu();
    await refused(613, () => client.getGetStarted());
    await control("POST", "/clock", { minutes: 11 });
    await client.deleteGetStarted();
    assert.equal(await client.getGetStarted(), null);
  },
  async "a page answers as a persona, for as long as there is one"() {
    const { id } = await client.createPersona({ name: "Ola", profilePictureUrl: "https://shop.example/o.jpg" });
    assert.equal((await client.getPersona(id)).name, "Ola");
    assert.deepEqual((await client.getAllPersonas()).map((one) => one.id), [id]);
    await client.sendText(customer, "Ola here", { personaId: id });
    assert.equal((await last()).persona, "Ola");
    await client.deletePersona(id);
    assert.deepEqual(await client.getAllPersonas(), []);
    await refused(100, () => client.sendText(customer, "Ola again", { personaId: id }));
  },
  async "files are uploaded once, by address or by bytes, and sent by their ids"() {
    const uploads = [
      ["image", "sendImage", await client.uploadImage("https://shop.example/a.jpg", { isReusable: true })],
      ["file", "sendFile", await client.uploadFile(Buffer.from("%PDF-1.4"), { filename: "a.pdf", contentType: "application/pdf" })],
    ];
    for (const [kind, send, { attachmentId }] of uploads) {
      await client[send](customer, { attachmentId });
      assert.equal((await last()).attachments[0].type, kind);
    }
    await refused(100, () => client.sendImage(customer, { attachmentId: "1" }));
  },
  async "labels of the page are put on a customer, listed, taken off and deleted"() {
    const { id } = await control("POST", `/pages/${page}/labels`, { name: "vip" });
    const labels = async () => (await control("GET", `/customers/${customer}`)).labels;
    await client.associateLabel(customer, id);
    assert.deepEqual(await labels(), ["vip"]);
    assert.deepEqual((await client.getAssociatedLabels(customer, { fields: ["id"] })).data, [{ id }]);
    assert.equal((await client.getLabelDetails(id, { fields: ["page_label_name"] })).pageLabelName, "vip");
    await client.dissociateLabel(customer, id);
    assert.deepEqual(await labels(), []);
    assert.deepEqual((await client.getLabelList({ fields: ["id"] })).data, [{ id }]);
    await client.deleteLabel(id);
    assert.deepEqual((await client.getLabelList({ fields: ["id"] })).data, []);
  },
  async "a thread is handed to the page's inbox, in which the app may not write, and taken back"() {
    const owner = async () => String((await client.getThreadOwner(customer)).appId);
    await client.takeThreadControl(customer, "mine");
    assert.equal(await owner(), appId);
    await client.passThreadControlToPageInbox(customer, "yours");
    assert.equal(await owner(), "263902037430900");
    await refused(10, () => client.sendText(customer, "Still me"));
    await client.takeThreadControl(customer, "mine again");
    assert.equal(await owner(), appId);
    await client.sendText(customer, "Here I am");
  },
  async "a tag is told as it stands, and refused when it has ended"() {
    await refused(100, () => client.sendText(customer, "Your parcel", { tag: "CONFIRMED_EVENT_UPDATE" }));
  },
  async "errors are those of the platform"() {
    await refused(100, () => client.sendText("1", "Anybody?"));
    await refused(100, () => client.sendText(customer, "x".repeat(2001)));
    const stranger = new MessengerClient({ accessToken: "nonsense", origin: address });
    await refused(190, () => stranger.sendText(customer, "Hello"));
    const forger = new MessengerClient({ accessToken, appSecret: "wrong", origin: address });
    await refused(100, () => forger.sendText(customer, "Hello"));
    await control("PATCH", `/customers/${customer}`, { blocked: true });
    await refused(551, () => client.sendText(customer, "Hello?"));
    await control("PATCH", `/customers/${customer}`, { blocked: false });
  },
};

// What the library can do and the emulator refuses, each with the code of the refusal. Where one is done after all, it
// belongs among the steps, and the run fails.
const beyond = {
  // The library writes "name", as the interface did years ago; the platform now takes "page_label_name" alone.
  "making labels": [100, () => client.createLabel("vip")],
  // The library sends bare questions, the platform wants them by locale.
  "ice breakers": [100, () => client.setIceBreakers([{ question: "Where are you?", payload: "WHERE" }])],
  batch: [2500, () => client.sendBatch([{ method: "GET", relativeUrl: "me" }])],
  insights: [2500, () => client.getInsights(["page_messages_new_conversations_unique"])],
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
  for (const [name, [code, attempt]] of Object.entries(beyond)) {
    try {
      await refused(code, attempt);
      console.log(`beyond  ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}, which was refused so far\n${error.stack}`);
    }
  }
  const count = Object.keys({ ...steps, ...beyond }).length;
  console.log(`${count - failed} of ${count} steps`);
  hooks.close();
  process.exitCode = failed ? 1 : 0;
})();
