-- The workspace comes first in every key, so that no row can refer to another tenant's.
-- Ids are UUIDs; moments are microseconds since 1970 UTC; words are constrained; JSON is never queried.

CREATE TABLE workspace (
    workspace_id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    event_seq BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);

CREATE TABLE agent (
    workspace_id BLOB NOT NULL REFERENCES workspace,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    password_hash TEXT,
    role TEXT NOT NULL CONSTRAINT agent_role CHECK (role IN ('owner', 'agent')),
    language TEXT,
    time_zone TEXT,
    theme TEXT,
    created_at BIGINT NOT NULL,
    deactivated_at BIGINT,
    PRIMARY KEY (workspace_id, id),
    CONSTRAINT agent_email_taken UNIQUE (workspace_id, email)
);
CREATE INDEX agent_by_email ON agent (email);

CREATE TABLE session (
    workspace_id BLOB NOT NULL,
    secret_hash BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, secret_hash),
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agent ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE sign_in_link (
    workspace_id BLOB NOT NULL,
    secret_hash BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, secret_hash),
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agent ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE api_token (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    secret_hash BLOB NOT NULL,
    scopes TEXT NOT NULL,
    agent_id BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, secret_hash),
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agent ON DELETE CASCADE
);

CREATE TABLE channel (
    workspace_id BLOB NOT NULL REFERENCES workspace,
    id BLOB NOT NULL,
    platform TEXT NOT NULL,
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    username TEXT,
    region TEXT,
    capabilities TEXT NOT NULL,
    restrictions TEXT NOT NULL,
    state TEXT NOT NULL,
    -- The account above it: the page of an Instagram account, the business account of a WhatsApp number.
    parent_id TEXT,
    graph_url TEXT NOT NULL,
    graph_version TEXT NOT NULL,
    secrets BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id),
    CONSTRAINT channel_account_taken UNIQUE (platform, external_id)
);

CREATE TABLE contact (
    workspace_id BLOB NOT NULL REFERENCES workspace,
    id BLOB NOT NULL,
    name TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE TABLE identity (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    contact_id BLOB NOT NULL,
    external_id TEXT NOT NULL,
    window_events TEXT NOT NULL,
    delivered_until BIGINT,
    read_until BIGINT,
    unreachable_since BIGINT,
    PRIMARY KEY (workspace_id, id),
    CONSTRAINT identity_external_id UNIQUE (workspace_id, channel_id, external_id),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channel,
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contact
);
CREATE INDEX identity_by_contact ON identity (workspace_id, contact_id);

CREATE TABLE conversation (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    identity_id BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    status TEXT NOT NULL CONSTRAINT conversation_status CHECK (status IN ('empty', 'open', 'snoozed', 'closed')),
    snoozed_until BIGINT,
    assignee_id BLOB,
    unread BIGINT NOT NULL,
    seen_until BIGINT,
    waiting_since BIGINT,
    last_customer_at BIGINT,
    last_reply_at BIGINT,
    consecutive_tagged BIGINT NOT NULL,
    preview_at BIGINT NOT NULL,
    preview_author TEXT NOT NULL,
    preview_agent_id BLOB,
    preview_text TEXT NOT NULL,
    preview_attachment TEXT,
    preview_external_id TEXT,
    failed TEXT,
    closes_at BIGINT,
    human_agent_until BIGINT,
    PRIMARY KEY (workspace_id, id),
    CONSTRAINT conversation_identity UNIQUE (workspace_id, identity_id),
    FOREIGN KEY (workspace_id, identity_id) REFERENCES identity,
    FOREIGN KEY (workspace_id, assignee_id) REFERENCES agent,
    CONSTRAINT conversation_snooze CHECK ((status = 'snoozed') = (snoozed_until IS NOT NULL))
);
CREATE INDEX conversation_by_activity ON conversation (workspace_id, status, (-preview_at), id);
CREATE INDEX conversation_by_deadline ON conversation (workspace_id, status, closes_at);

CREATE TABLE message (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    at BIGINT NOT NULL,
    author TEXT NOT NULL CONSTRAINT message_author CHECK (author IN ('customer', 'agent', 'automation', 'note', 'activity')),
    agent_id BLOB,
    origin TEXT NOT NULL,
    content TEXT NOT NULL,
    standby BOOLEAN NOT NULL,
    external_id TEXT,
    reply_to TEXT,
    route TEXT,
    rulebook TEXT,
    terms TEXT,
    status TEXT CONSTRAINT message_status CHECK (status IN ('queued', 'sending', 'unconfirmed', 'sent', 'failed')),
    sent_at BIGINT,
    failure TEXT,
    PRIMARY KEY (workspace_id, id),
    CONSTRAINT message_external_id UNIQUE (workspace_id, channel_id, external_id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation,
    CONSTRAINT message_failure CHECK ((status = 'failed') = (failure IS NOT NULL) OR status IS NULL)
);
CREATE INDEX message_by_conversation ON message (workspace_id, conversation_id, at, id);

-- Edits, reactions and receipts name a message by the platform's id and need not find it: they may come first.
CREATE TABLE message_edit (
    workspace_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    external_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, external_id, number)
) WITHOUT ROWID;

CREATE TABLE reaction (
    workspace_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    external_id TEXT NOT NULL,
    author TEXT NOT NULL,
    at BIGINT NOT NULL,
    emoji TEXT,
    PRIMARY KEY (workspace_id, channel_id, external_id, author)
) WITHOUT ROWID;

CREATE TABLE receipt (
    workspace_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    external_id TEXT NOT NULL,
    delivered_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, external_id)
) WITHOUT ROWID;

CREATE TABLE comment (
    workspace_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    external_id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    parent_id TEXT,
    from_id TEXT,
    from_name TEXT,
    text TEXT,
    text_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    hidden_at BIGINT,
    removed_at BIGINT,
    PRIMARY KEY (workspace_id, channel_id, external_id),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channel
) WITHOUT ROWID;

CREATE TABLE event (
    workspace_id BLOB NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    conversation_id BLOB,
    message_id BLOB,
    PRIMARY KEY (workspace_id, seq)
) WITHOUT ROWID;

CREATE TABLE job (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    kind TEXT NOT NULL CONSTRAINT job_kind CHECK (kind IN ('deliver', 'confirm', 'wake', 'profile', 'fetch')),
    channel_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    message_id BLOB,
    due_at BIGINT NOT NULL,
    leased_until BIGINT,
    leased_by BLOB,
    attempts BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation,
    CONSTRAINT job_lease CHECK ((leased_until IS NULL) = (leased_by IS NULL))
) WITHOUT ROWID;
CREATE INDEX job_by_due ON job (due_at) WHERE leased_until IS NULL AND kind <> 'profile' AND kind <> 'fetch';
CREATE INDEX job_profile_by_due ON job (due_at) WHERE leased_until IS NULL AND kind = 'profile';
CREATE INDEX job_by_lease ON job (leased_until) WHERE leased_until IS NOT NULL;
CREATE INDEX job_by_conversation ON job (workspace_id, conversation_id, kind, id);

CREATE TABLE unhandled (
    workspace_id BLOB NOT NULL,
    position BIGINT NOT NULL,
    item BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    account TEXT,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (workspace_id, position, item)
) WITHOUT ROWID;

-- How far the journal of this installation has been processed: one row, of no tenant.
CREATE TABLE intake (
    journal TEXT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL
);

-- How selective each key is, for the planner. Without this it takes a workspace for ten rows, and walks all of them
-- where a batch names the few it wants.
ANALYZE;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('contact', 'sqlite_autoindex_contact_1', '1000000 500000 1'),
    ('identity', 'sqlite_autoindex_identity_1', '1000000 500000 1'),
    ('identity', 'sqlite_autoindex_identity_2', '1000000 500000 250000 1'),
    ('identity', 'identity_by_contact', '1000000 500000 1'),
    ('conversation', 'sqlite_autoindex_conversation_1', '1000000 500000 1'),
    ('conversation', 'sqlite_autoindex_conversation_2', '1000000 500000 1'),
    ('conversation', 'conversation_by_activity', '1000000 500000 200000 1 1'),
    ('conversation', 'conversation_by_deadline', '1000000 500000 200000 1'),
    ('message', 'sqlite_autoindex_message_1', '10000000 5000000 1'),
    ('message', 'sqlite_autoindex_message_2', '10000000 5000000 2500000 1'),
    ('message', 'message_by_conversation', '10000000 5000000 10 1 1'),
    ('message_edit', 'message_edit', '100000 50000 25000 2 1'),
    ('reaction', 'reaction', '100000 50000 25000 2 1'),
    ('receipt', 'receipt', '1000000 500000 250000 1'),
    ('event', 'event', '10000000 5000000 1'),
    ('job', 'job', '100000 50000 1'),
    ('job', 'job_by_conversation', '100000 50000 2 1 1'),
    ('job', 'job_by_due', '100000 1'),
    ('job', 'job_profile_by_due', '100000 1'),
    ('job', 'job_by_lease', '100 1');
ANALYZE sqlite_schema;
