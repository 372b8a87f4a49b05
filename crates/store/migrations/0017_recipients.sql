-- With whom a business began, where the platform counts that: the latest beginning with each customer, and by which message.
CREATE TABLE recipient (
    workspace_id BLOB NOT NULL,
    identity_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    message_id BLOB NOT NULL,
    begun_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, identity_id),
    FOREIGN KEY (workspace_id, identity_id) REFERENCES identity ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channel,
    FOREIGN KEY (workspace_id, message_id) REFERENCES message ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX recipient_by_time ON recipient (workspace_id, begun_at);
CREATE INDEX recipient_by_channel ON recipient (workspace_id, channel_id, begun_at);
CREATE INDEX recipient_by_message ON recipient (workspace_id, message_id);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('recipient', 'recipient', '100000 50000 1'),
    ('recipient', 'recipient_by_time', '100000 50000 1'),
    ('recipient', 'recipient_by_channel', '100000 50000 10000 1'),
    ('recipient', 'recipient_by_message', '100000 50000 1');
ANALYZE sqlite_schema;
