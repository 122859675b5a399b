-- At run time is whoever may not act as the owner of the tables, by whatever name: a login that merely inherits from the
-- run-time roles, and takes none of them, is under the guards of 0088 as well.
CREATE OR REPLACE FUNCTION at_run_time() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT pg_catalog.pg_has_role(current_user,
    (SELECT relowner FROM pg_catalog.pg_class WHERE oid = 'public.request'::pg_catalog.regclass), 'USAGE')
$$;
