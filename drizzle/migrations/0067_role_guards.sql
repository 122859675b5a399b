-- The guards of what two people approve name the roles as they are called by now.
DO $$
DECLARE guard record;
BEGIN
  FOR guard IN
    SELECT pg_get_functiondef(p.oid) AS text FROM pg_proc p
      WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind = 'f' AND p.prosrc LIKE '%''lead''%'
  LOOP
    EXECUTE replace(guard.text, '''lead''', '''officer''');
  END LOOP;
END $$;
