//! A template's life on WhatsApp, with the emulator for its platform: made, reviewed, sent, paused, deleted.

use jiff::SignedDuration;
use serde_json::Value;
use transom::channels::{self, Connection, GRAPH_VERSION, NewWhatsapp};
use transom::error::Error;
use transom::secret::Secret;
use transom::sign_in;
use transom::templates::{self, Values, fill_in};
use transom_channels::template::NewTemplate;
use transom_domain::agent::Scope;
use transom_domain::decide::{Command, Refusal, Reply};
use transom_domain::id::ChannelId;
use transom_domain::message::DeliveryStatus;
use transom_domain::template::Template;
use transom_emulator::world::input::{NewCustomer, NewMessage, TemplateSwitches};
use transom_emulator::{NumberConfig, WhatsAppConfig};
use transom_policy::{Human, RefusalCode, Route, TemplateCategory, TemplateStatus};
use transom_testkit::live::Live;
use transom_testkit::{APP_SECRET, client, eventually};

use super::order_update;
use crate::sends::outcomes::human;

pub(crate) const WABA: &str = "102290000000001";
pub(crate) const NUMBER: &str = "106540000000001";
pub(crate) const PHONE: &str = "16505550101";
const TOKEN: &str = "system-user-token";

pub(crate) struct Line {
    pub(crate) live: Live,
    pub(crate) channel_id: ChannelId,
    pub(crate) customer: String,
}

impl Line {
    pub(crate) async fn open() -> Self {
        let live = Live::start().await;
        let number = NumberConfig::new(NUMBER, "15550783881", "Shop");
        let config = WhatsAppConfig::new(WABA, "Shop", TOKEN).number(number);
        live.world.add_whatsapp(config).unwrap();
        let new = NewWhatsapp {
            phone_number_id: NUMBER.to_owned(),
            waba_id: WABA.to_owned(),
            connection: Connection {
                name: Some("Shop".to_owned()),
                access_token: Secret::new(TOKEN),
                app_secrets: vec![Secret::new(APP_SECRET)],
                verify_token: Secret::new("a-verify-token"),
                graph_url: Some(live.graph_url().to_owned()),
                graph_version: GRAPH_VERSION.to_owned(),
                region: None,
                capabilities: Vec::new(),
            },
        };
        let connected = channels::connect_whatsapp(&live.app, live.workspace_id, new).await;
        let channel_id = connected.unwrap().channel.id;
        let new = NewCustomer {
            name: "Nina Rossi".to_owned(),
            page: Some(NUMBER.to_owned()),
            wa_id: Some(PHONE.to_owned()),
            ..NewCustomer::default()
        };
        let customer = live.world.create_customer(new).unwrap().id;
        live.world
            .write(&customer, NewMessage::text("Where is my order?"))
            .unwrap();
        live.settled().await;
        Self {
            live,
            channel_id,
            customer,
        }
    }

    /// The token of a program that may do everything.
    pub(crate) async fn token(&self) -> String {
        let live = &self.live;
        let scopes = Scope::ALL.to_vec();
        let made = sign_in::make_token(&live.app, live.workspace_id, live.owner, "test", scopes);
        made.await.unwrap().1.expose().to_owned()
    }

    /// What a program is answered by the API.
    pub(crate) async fn asks(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let base = self.live.webhooks().replace("/hooks/meta", "/api/v1");
        let request = client()
            .request(method.parse().unwrap(), format!("{base}{path}"))
            .bearer_auth(self.token().await)
            .header("content-type", "application/json")
            .body(body.to_string());
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap())
    }

    async fn known(&self) -> Vec<Template> {
        let Live {
            app, workspace_id, ..
        } = &self.live;
        let known = templates::list(app, *workspace_id, self.channel_id).await;
        known.unwrap().templates
    }

    pub(crate) async fn until(&self, status: TemplateStatus) -> Template {
        eventually("a template stands otherwise", async || {
            let mut known = self.known().await;
            let one = known.pop()?;
            let standing = &one.standing.as_ref()?.value;
            (standing.status == status).then_some(one)
        })
        .await
    }

    async fn send(&self, template: &Template) -> Result<(), Error> {
        let values = [
            ("header.order", "A-17"),
            ("body.name", "Nina"),
            ("body.order", "A-17"),
            ("body.day", "today"),
            ("buttons.0", "a17"),
        ];
        self.fill(template, &values).await
    }

    pub(crate) async fn fill(
        &self,
        template: &Template,
        values: &[(&str, &str)],
    ) -> Result<(), Error> {
        let live = &self.live;
        let thread = live.find(self.channel_id, PHONE).await.unwrap();
        let values = values
            .iter()
            .map(|(place, value)| ((*place).to_owned(), (*value).to_owned()));
        let components = template.made_of().unwrap();
        let message = fill_in(template, &components, &Values(values.collect()));
        let id = thread.conversation.id;
        let content = templates::content(&live.app, live.workspace_id, id, message).await?;
        let reply = Reply::<Human>::new(content);
        let done = live.act_in(&thread, Command::Reply(reply)).await?;
        live.settled().await;
        let row = live.line(done.message_id.unwrap()).await;
        let delivery = row.message.delivery.unwrap();
        assert_eq!(delivery.route, Route::Template);
        assert!(
            matches!(delivery.status, DeliveryStatus::Sent { .. }),
            "{:?}",
            delivery.status
        );
        Ok(())
    }
}

fn code(refused: Error) -> Option<RefusalCode> {
    match refused {
        Error::Refused { refusal, .. } => match *refusal {
            Refusal::Policy(refusal) => Some(refusal.code),
            _ => None,
        },
        _ => None,
    }
}

#[tokio::test]
async fn a_template_is_made_reviewed_sent_paused_and_deleted() {
    let number = Line::open().await;
    let live = &number.live;
    let listed = order_update();
    let new = NewTemplate {
        name: listed.name,
        language: listed.language,
        category: TemplateCategory::Utility,
        components: listed.components,
    };
    let made = templates::make(&live.app, live.workspace_id, number.channel_id, &new).await;
    let made = made.unwrap();
    assert_eq!(made.standing.unwrap().value.status, TemplateStatus::Pending);

    // The window closes, and the review ends.
    live.advance(SignedDuration::from_hours(25));
    let approved = number.until(TemplateStatus::Approved).await;
    live.settled().await;
    let thread = live.find(number.channel_id, PHONE).await.unwrap();
    let refused = live.act_in(&thread, human("It arrives today")).await;
    assert_eq!(code(refused.unwrap_err()), Some(RefusalCode::WindowClosed));

    number.send(&approved).await.unwrap();
    let phone = live.phone(&number.customer);
    assert_eq!(
        phone.last().map(String::as_str),
        Some("Hi Nina, your order A-17 arrives today.")
    );

    let unloved: TemplateSwitches =
        serde_json::from_value(serde_json::json!({"quality": "RED"})).unwrap();
    let id = &approved.external_id.value;
    live.world.switch_template(id, unloved).unwrap();
    let paused = number.until(TemplateStatus::Paused).await;
    let refused = number.send(&paused).await.unwrap_err();
    assert_eq!(code(refused), Some(RefusalCode::TemplateNotApproved));

    templates::delete(&live.app, live.workspace_id, number.channel_id, id)
        .await
        .unwrap();
    assert!(number.known().await.is_empty());
    templates::ask_sync(&live.app, live.workspace_id, number.channel_id)
        .await
        .unwrap();
    live.settled().await;
    assert!(number.known().await.is_empty());
    number.live.close().await;
}

#[tokio::test]
async fn what_the_platform_refuses_is_told_in_its_words() {
    let number = Line::open().await;
    let live = &number.live;
    let listed = order_update();
    let new = NewTemplate {
        name: listed.name,
        language: listed.language,
        category: TemplateCategory::Utility,
        components: listed.components,
    };
    let make = || templates::make(&live.app, live.workspace_id, number.channel_id, &new);
    make().await.unwrap();
    let Err(Error::Template(problem)) = make().await else {
        panic!("the name is taken");
    };
    assert_eq!(problem.code(), "platform-refused");
    assert_eq!(problem.fields()[0].0, "name");
    number.live.close().await;
}
