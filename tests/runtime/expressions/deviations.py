"""Conformance cases that our engine answers otherwise, each with the reason."""

_DOTTED = (
    "a name with a dot inside stands in backticks (`a.b`); a path always starts at the variable before it"
)
_CONTAINER = "there are no containers: a name means the variable of that name, wherever it is written"
_NANOSECONDS = "dates and durations are exact to the microsecond, as Python's are"
_BACKSLASH = "the case expects a backslash that its source does not contain"

DEVIATIONS: dict[tuple[str, str, str], str] = {
    ("fields", "qualified_identifier_resolution", "qualified_ident"): _DOTTED,
    ("fields", "qualified_identifier_resolution", "map_field_select"): _DOTTED,
    ("fields", "qualified_identifier_resolution", "qualified_identifier_resolution_unchecked"): _DOTTED,
    ("fields", "qualified_identifier_resolution", "ident_with_longest_prefix_check"): _DOTTED,
    ("namespace", "qualified", "self_eval_qualified_lookup"): _DOTTED,
    ("namespace", "namespace", "self_eval_container_lookup"): _CONTAINER,
    ("namespace", "namespace", "self_eval_container_lookup_unchecked"): _CONTAINER,
    ("namespace", "namespace_shadowing", "basic"): _CONTAINER,
    (
        "namespace",
        "namespace_shadowing",
        "comprehension_shadowing_namespaced_selector_disambiguation",
    ): _CONTAINER,
    ("parse", "bytes_literals", "triple_single_quoted_unescaped_punctuation"): _BACKSLASH,
    ("parse", "bytes_literals", "triple_double_quoted_unescaped_punctuation"): _BACKSLASH,
    ("timestamps", "timestamp_conversions", "toString_timestamp_nanos"): _NANOSECONDS,
    ("timestamps", "timestamp_arithmetic", "add_time_to_duration_nanos_negative"): _NANOSECONDS,
    ("timestamps", "timestamp_arithmetic", "add_time_to_duration_nanos_positive"): _NANOSECONDS,
    ("timestamps", "timestamp_range", "add_duration_nanos_over"): _NANOSECONDS,
    ("timestamps", "timestamp_range", "add_duration_nanos_under"): _NANOSECONDS,
}
