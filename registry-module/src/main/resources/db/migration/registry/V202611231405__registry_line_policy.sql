-- Holds a table's rows to the officer's lines of business as well, whatever area they lie in: restrictive, so it narrows the
-- scope policy and never widens it. The setting is an array of codes; unset or empty it holds none, so the policy fails closed.
-- Each side of "or" is a sub-select, asked once a query and not once a row. Only the application is held to it: the owner's
-- functions and migrations see all lines, as they must.
create procedure registry.hold_to_lines(target regclass, code_column name)
language plpgsql as $$
begin
    execute format(
        'create policy line on %s as restrictive to civil_app using ((select current_setting(''app.codes'', true) = ''*'')'
        || ' or %I = any ((select string_to_array(current_setting(''app.codes'', true), '',''))::text[]))',
        target, code_column);
end
$$;
comment on procedure registry.hold_to_lines is '为表加上业务条线的行级策略';
