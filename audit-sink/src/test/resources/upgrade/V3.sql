UPDATE approval SET reason = 'look closer', ticket = 'OPS-4', refused_votes = '[{"code":"APPROVAL_SELF"}]', revocation = '{}'
WHERE approval_id = 'a1';
