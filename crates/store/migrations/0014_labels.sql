-- Labels of channels, as the platform told them last. One that is gone stays, so that what is told late does not bring it
-- back. Names may repeat: only the platform's id says which is which.
CREATE TABLE label (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    name TEXT NOT NULL,
    external_id TEXT,
    told_at BIGINT,
    stage TEXT NOT NULL CONSTRAINT label_stage
        CHECK (stage IN ('known', 'making', 'not_made', 'deleting', 'not_deleted', 'gone')),
    gone_at BIGINT,
    problem_code TEXT,
    problem_detail TEXT,
    PRIMARY KEY (workspace_id, id),
    CONSTRAINT label_external_id UNIQUE (workspace_id, channel_id, external_id),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channel,
    CONSTRAINT label_gone CHECK ((stage = 'gone') = (gone_at IS NOT NULL)),
    CONSTRAINT label_problem CHECK ((stage IN ('not_made', 'not_deleted')) = (problem_detail IS NOT NULL))
);
CREATE INDEX label_by_channel ON label (workspace_id, channel_id);

-- How labels stand with customers. `shown` is what people see: what is wanted, else what the platform has.
CREATE TABLE label_mark (
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    label_id BLOB NOT NULL,
    shown BOOLEAN NOT NULL,
    is_on BOOLEAN NOT NULL,
    told_at BIGINT,
    puts BOOLEAN,
    agent_id BLOB,
    problem_code TEXT,
    problem_detail TEXT,
    PRIMARY KEY (workspace_id, conversation_id, label_id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation,
    FOREIGN KEY (workspace_id, label_id) REFERENCES label ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agent,
    CONSTRAINT label_mark_asked
        CHECK ((puts IS NOT NULL) = (agent_id IS NOT NULL OR problem_detail IS NOT NULL))
) WITHOUT ROWID;
CREATE INDEX label_mark_by_label ON label_mark (workspace_id, label_id, conversation_id) WHERE shown;

-- What a platform is to be asked about labels: a later wish about the same takes the place of an earlier one. While one is
-- being asked, the next waits for its claim to end; what is about customers waits for the label itself.
CREATE TABLE label_work (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    label_id BLOB,
    conversation_id BLOB,
    action TEXT NOT NULL CONSTRAINT label_work_action
        CHECK (action IN ('list', 'make', 'delete', 'put', 'take', 'read')),
    agent_id BLOB,
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT,
    attempts BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channel,
    FOREIGN KEY (workspace_id, label_id) REFERENCES label ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation,
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agent,
    CONSTRAINT label_work_subject CHECK (
        (action IN ('make', 'delete', 'put', 'take')) = (label_id IS NOT NULL)
        AND (action IN ('put', 'take', 'read')) = (conversation_id IS NOT NULL)
        AND (action IN ('put', 'take')) <= (agent_id IS NOT NULL))
) WITHOUT ROWID;
CREATE UNIQUE INDEX label_work_by_subject
    ON label_work (workspace_id, channel_id, IFNULL(label_id, x''), IFNULL(conversation_id, x''));
CREATE INDEX label_work_by_due ON label_work (due_at);

-- How reading a channel's list of labels went.
CREATE TABLE label_list (
    workspace_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    read_at BIGINT,
    problem_code TEXT,
    problem_detail TEXT,
    PRIMARY KEY (workspace_id, channel_id),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channel
) WITHOUT ROWID;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('label', 'sqlite_autoindex_label_1', '1000 500 1'),
    ('label', 'sqlite_autoindex_label_2', '1000 500 50 1'),
    ('label', 'label_by_channel', '1000 500 50'),
    ('label_mark', 'label_mark', '100000 50000 2 1'),
    ('label_mark', 'label_mark_by_label', '100000 50000 1000 1'),
    ('label_work', 'label_work', '100 10 1'),
    ('label_work', 'label_work_by_subject', '100 10 5 1 1'),
    ('label_work', 'label_work_by_due', '100 1'),
    ('label_list', 'label_list', '100 10 1');
ANALYZE sqlite_schema;
