-- Message templates, by the account that has them: a page, or the account above numbers. Each is kept with what was
-- told last of each of its aspects, deleted ones too, so that an older report does not bring them back.
CREATE TABLE template (
    workspace_id BLOB NOT NULL REFERENCES workspace,
    platform TEXT NOT NULL,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (workspace_id, platform, account, name, language)
) WITHOUT ROWID;

-- When each account's list is to be read: one row an account, so asking twice is asking once. It is claimed by lease,
-- as jobs are; those all belong to a conversation.
CREATE TABLE template_sync (
    workspace_id BLOB NOT NULL REFERENCES workspace,
    platform TEXT NOT NULL,
    account TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT,
    leased_by BLOB,
    failures BIGINT NOT NULL DEFAULT 0,
    problem TEXT,
    synced_at BIGINT,
    PRIMARY KEY (workspace_id, platform, account),
    CONSTRAINT template_sync_lease CHECK ((leased_until IS NULL) = (leased_by IS NULL))
) WITHOUT ROWID;
CREATE INDEX template_sync_by_due ON template_sync (due_at);
