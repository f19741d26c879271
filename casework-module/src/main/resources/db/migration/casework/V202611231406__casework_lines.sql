call registry.hold_to_lines('casework.case_file', 'matter');
