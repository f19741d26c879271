-- Like registry.hold_to_lines, for rows that concern several lines of business at once: an array of the lines' own names, any of
-- which lets its officers see the row. The setting carries the names of the officer's lines beside their codes.
create procedure registry.hold_to_any_line(target regclass, lines_column name)
language plpgsql as $$
begin
    execute format(
        'create policy line on %s as restrictive to civil_app using ((select current_setting(''app.codes'', true) = ''*'')'
        || ' or %I && (select string_to_array(current_setting(''app.codes'', true), '',''))::text[])',
        target, lines_column);
end
$$;
comment on procedure registry.hold_to_any_line is '为涉及多个业务条线的表加上行级策略';
