-- How the marketing templates of a WhatsApp number go out, where not as any other template.
ALTER TABLE channel ADD COLUMN marketing TEXT;
