-- Why an approval is asked for, what was refused and why it was taken back. Texts are JSON as the query interface hands it out.
ALTER TABLE approval
    ADD COLUMN reason        text NOT NULL DEFAULT '',
    ADD COLUMN ticket        text,
    ADD COLUMN refused_votes text NOT NULL DEFAULT '[]',
    ADD COLUMN revocation    text;
