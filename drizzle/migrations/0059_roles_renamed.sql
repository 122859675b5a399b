-- The roles have the field's words: who answers for the team is its officer, who works on requests an analyst.
update "staff" set "role" = case "role" when 'lead' then 'officer' when 'worker' then 'analyst' else "role" end;
