-- What the server's account may do in PostgreSQL: everything in the tables, and nothing to them;
-- to the access log it may add, and no more. Run as the account that owns the tables, after
-- `landlord-watch init` and after each new version. See docs/set-up.md.

GRANT USAGE ON SCHEMA public TO landlord_watch_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO landlord_watch_server;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO landlord_watch_server;
REVOKE UPDATE, DELETE, TRUNCATE ON access_log_entry FROM landlord_watch_server;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON access_log_closing FROM landlord_watch_server;
