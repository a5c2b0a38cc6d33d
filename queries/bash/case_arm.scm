; An arm of a case: one match for each of its patterns.
(case_item value: (_) @pattern) @arm
