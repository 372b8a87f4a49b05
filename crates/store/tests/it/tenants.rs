//! No query of one workspace sees anything of another.

use transom_domain::agent::Scope;
use transom_domain::decide::Event;
use transom_domain::id::TokenId;
use transom_domain::inbound::{Comment, CommentChange, CommentPlace, InboundEvent};
use transom_domain::message::DeliveryStatus;
use transom_store::{Error, Query, Session, Sort, TokenRow, UnhandledRow, View};

use crate::shop::{Shop, minutes, plain, start};

/// Everything that a workspace can hold.
async fn fill(shop: &Shop) {
    shop.writes("nora", start(), "hello").await;
    let until = start() + minutes(60);
    let read = transom_domain::inbound::InboundEvent::Read {
        customer: "nora".to_owned(),
        until,
    };
    shop.hear("nora", start(), &read).await;
    shop.answers("nora", start(), "Hi").await;
    let mut tx = shop.db.write().await.unwrap();
    let row = UnhandledRow {
        workspace_id: shop.workspace_id,
        position: 7,
        item: 0,
        received_at: start(),
        account: None,
        reason: "unknown-account".to_owned(),
        detail: "connect it".to_owned(),
    };
    tx.add_unhandled(&[row]).await.unwrap();
    let comment = Comment {
        external_id: "c1".to_owned(),
        post_id: "p1".to_owned(),
        parent_id: None,
        from_id: None,
        from_name: None,
        text: Some("Nice".to_owned()),
        change: CommentChange::Added,
        place: CommentPlace::Feed,
    };
    tx.save_comment(shop.workspace_id, shop.channel.id, &comment, start())
        .await
        .unwrap();
    let token = TokenRow {
        id: TokenId::new(shop.id()),
        name: "script".to_owned(),
        scopes: vec![Scope::ContactsRead],
        agent_id: shop.agent_id,
        created_at: start(),
        last_used_at: None,
    };
    tx.add_token(shop.workspace_id, &token, b"token")
        .await
        .unwrap();
    let session = Session {
        workspace_id: shop.workspace_id,
        secret_hash: b"session".to_vec(),
        agent_id: shop.agent_id,
        expires_at: start() + minutes(1000),
    };
    tx.add_session(&session, start()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "every query stands here once")]
async fn nothing_of_another_workspace_is_found() {
    let shop = Shop::open().await;
    fill(&shop).await;
    let other = shop.neighbour().await;
    let theirs = other.workspace_id;
    let thread = shop.thread("nora").await;
    let conversation_id = thread.conversation.id;
    let mut read = shop.db.read().await.unwrap();
    let line = read
        .messages(shop.workspace_id, conversation_id, None, 1)
        .await
        .unwrap()
        .remove(0);

    let wanted = [(shop.channel.id, "nora")];
    assert!(read.threads(theirs, &wanted).await.unwrap().is_empty());
    let found = read.load_thread(theirs, conversation_id).await;
    assert!(matches!(found, Err(Error::NotFound(_))));
    let found = read.load_conversation(theirs, conversation_id).await;
    assert!(matches!(found, Err(Error::NotFound(_))));
    assert!(
        read.conversation_rows(theirs, &[conversation_id])
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        read.messages(theirs, conversation_id, None, 10)
            .await
            .unwrap()
            .is_empty()
    );
    let found = read.load_message(theirs, line.message.id).await;
    assert!(matches!(found, Err(Error::NotFound(_))));
    assert!(
        read.messages_by_id(theirs, &[line.message.id])
            .await
            .unwrap()
            .is_empty()
    );
    let wanted = [(shop.channel.id, "m_hello")];
    assert!(read.known_ids(theirs, &wanted).await.unwrap().is_empty());
    let conversation = [thread.conversation.id];
    let found = read.under_way(theirs, &conversation).await.unwrap();
    assert!(found.is_empty());
    assert!(read.contacts(theirs, None, 10).await.unwrap().is_empty());
    let found = read.load_contact(theirs, thread.identity.contact_id).await;
    assert!(matches!(found, Err(Error::NotFound(_))));
    assert!(read.events_after(theirs, 0, 10).await.unwrap().is_empty());
    assert_eq!(read.last_event(theirs).await.unwrap(), 0);
    assert!(read.unhandled(theirs, None, 10).await.unwrap().is_empty());
    assert_eq!(read.count_unhandled(theirs).await.unwrap(), 0);
    assert_eq!(read.count_comments(theirs).await.unwrap(), 0);
    assert!(
        read.unhandled_positions(theirs, 0, 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        read.assigned_to(theirs, shop.agent_id)
            .await
            .unwrap()
            .is_empty()
    );
    let people = read.people(theirs, start()).await.unwrap();
    let ids: Vec<_> = people.iter().map(|person| person.agent.id).collect();
    assert_eq!(ids, [other.agent_id]);
    assert_eq!(people[0].open_conversations, 0);
    assert!(read.tokens(theirs).await.unwrap().is_empty());
    assert!(read.find_token(theirs, b"token").await.unwrap().is_none());
    assert!(
        read.find_session(theirs, b"session", start())
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        read.find_agent(theirs, shop.agent_id)
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(read.agents(theirs).await.unwrap().len(), 1);
    for view in View::ALL {
        let query = Query {
            view,
            sort: Sort::Activity,
            channel: None,
            label: None,
            agent: shop.agent_id,
            now: start(),
            soon: start() + minutes(360),
            after: None,
            limit: 10,
        };
        assert!(
            read.conversations(theirs, &query)
                .await
                .unwrap()
                .rows
                .is_empty()
        );
    }
    let counts = read
        .view_counts(theirs, shop.agent_id, start(), start())
        .await
        .unwrap();
    assert!(View::ALL.iter().all(|view| counts.of(*view) == 0));
    // And the workspace itself sees them all.
    assert_eq!(read.count_unhandled(shop.workspace_id).await.unwrap(), 1);
    assert_eq!(read.count_comments(shop.workspace_id).await.unwrap(), 1);
    assert!(
        read.find_token(shop.workspace_id, b"token")
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        read.find_session(shop.workspace_id, b"session", start())
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn nothing_of_another_workspace_is_changed() {
    let shop = Shop::open().await;
    fill(&shop).await;
    let other = shop.neighbour().await;
    let theirs = other.workspace_id;
    let thread = shop.thread("nora").await;
    let mut read = shop.db.read().await.unwrap();
    let lines = read
        .messages(shop.workspace_id, thread.conversation.id, None, 10)
        .await
        .unwrap();
    drop(read);

    let mut tx = shop.db.write().await.unwrap();
    let (conversation_id, contact_id) = (thread.conversation.id, thread.identity.contact_id);
    let name = (conversation_id, contact_id, "Mallory".to_owned());
    tx.name_contacts(theirs, &[name], start()).await.unwrap();
    let username = (conversation_id, "mallory".to_owned());
    tx.save_usernames(theirs, &[username]).await.unwrap();
    tx.remove_unhandled(theirs, 7).await.unwrap();
    tx.remove_tokens_of(theirs, shop.agent_id).await.unwrap();
    tx.set_password(theirs, shop.agent_id, "hash")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let sent = Event::DeliveryChanged {
        message_id: lines[1].message.id,
        external_id: Some("m_theirs".to_owned()),
        status: DeliveryStatus::Sent { at: start() },
    };
    let deleted = InboundEvent::Deleted {
        customer: "omar".to_owned(),
        external_id: "m_hello".to_owned(),
    };
    other.hear("omar", start(), &deleted).await;
    other.writes("omar", start(), "hello").await;
    let decision = plain(other.thread("omar").await, vec![sent], Vec::new());
    other.save(decision, false).await.unwrap();
    // A thread cannot be taken over either: its channel belongs to the other workspace.
    assert!(
        other
            .save(plain(thread.clone(), Vec::new(), Vec::new()), false)
            .await
            .is_err()
    );

    assert_eq!(shop.thread("nora").await, thread);
    let mut read = shop.db.read().await.unwrap();
    let after = read
        .messages(shop.workspace_id, thread.conversation.id, None, 10)
        .await
        .unwrap();
    assert_eq!(after, lines);
    let contact = read
        .load_contact(shop.workspace_id, thread.identity.contact_id)
        .await
        .unwrap();
    assert_eq!((contact.name, contact.username), (None, None));
    assert_eq!(read.count_unhandled(shop.workspace_id).await.unwrap(), 1);
    let agent = read
        .find_agent(shop.workspace_id, shop.agent_id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(agent.password_hash, None);
    assert!(
        read.find_token(shop.workspace_id, b"token")
            .await
            .unwrap()
            .is_some()
    );
}
