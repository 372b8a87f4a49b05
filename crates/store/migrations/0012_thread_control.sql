-- Which of the apps that serve a page controls a thread, where others were heard of.
ALTER TABLE conversation ADD COLUMN control TEXT;

-- What the platform told of the app by which a channel is connected.
ALTER TABLE channel ADD COLUMN app TEXT;

-- The other apps of a channel, by the platform's ids of them, as it named them last.
CREATE TABLE connected_app (
    workspace_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, external_id),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channel
) WITHOUT ROWID;
